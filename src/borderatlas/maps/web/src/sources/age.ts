/** How old a layer is. */

const DAY_MS = 86_400_000;

/**
 * Whether a layer is older than its owner means it to be. A partial date counts as its last day.
 *
 * @param newest newest date in the layer, ISO 8601, may be partial
 * @param days age after which the layer wants a new look
 */
export function isStale(newest: string, days: number, today: Date): boolean {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(newest);
  if (!match) return false;
  const year = Number(match[1]);
  const month = match[2] === undefined ? 12 : Number(match[2]);
  // Day 0 of the next month is the last day of this one.
  const last = match[3] === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, Number(match[3]));
  return (today.getTime() - last) / DAY_MS > days;
}
