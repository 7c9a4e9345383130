/** Thousands of events as cells of 5 km and a year, in place of dots that nobody could tell apart. Pure. */

/** An event as the bins need it. */
export interface Binned<T> {
  readonly item: T;
  readonly km: number;
  /** In years; 2018.5 is the middle of 2018. */
  readonly moment: number;
}

export interface Bin<T> {
  /** Centre of the cell. */
  readonly km: number;
  readonly moment: number;
  readonly members: readonly T[];
}

export const BIN_KM = 5;
/** More than any year, so that column and year make one key. */
const YEARS = 100_000;
/** More events than this are drawn as bins. */
export const MOST_DOTS = 400;

/** Sums events by cell, from the fullest to the emptiest, so that small ones lie on top. */
export function bins<T>(events: readonly Binned<T>[]): Bin<T>[] {
  const cells = new Map<number, { km: number; moment: number; members: T[] }>();
  for (const { item, km, moment } of events) {
    const column = Math.floor(km / BIN_KM);
    const year = Math.floor(moment);
    const key = column * YEARS + year;
    const cell = cells.get(key);
    if (cell) cell.members.push(item);
    else cells.set(key, { km: (column + 0.5) * BIN_KM, moment: year + 0.5, members: [item] });
  }
  return [...cells.values()].sort((a, b) => b.members.length - a.members.length);
}

/** Radius of a bin: its area says its count, and the fullest has the largest radius. */
export function binRadius(count: number, most: number, largest: number): number {
  return Math.max(0.8, largest * Math.sqrt(count / Math.max(1, most)));
}
