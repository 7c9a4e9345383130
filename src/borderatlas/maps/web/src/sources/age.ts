/** How old a layer is. */

import { daysOf } from '../filter/intervals';

const DAY_MS = 86_400_000;

/**
 * Whether a layer is older than its owner means it to be. A partial date counts as its last day.
 *
 * @param newest newest date in the layer, ISO 8601, may be partial
 * @param days age after which the layer wants a new look
 */
export function isStale(newest: string, days: number, today: Date): boolean {
  const covered = daysOf({ start: newest });
  return covered !== null && today.getTime() / DAY_MS - covered[1] > days;
}
