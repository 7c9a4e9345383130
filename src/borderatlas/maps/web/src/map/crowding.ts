/** Symbols that would cover one another become one with a count. */

/** Something with a place on the sheet, px. */
export interface Placed<T> {
  readonly item: T;
  readonly group: string;
  readonly x: number;
  readonly y: number;
}

export interface Crowd<T> {
  readonly group: string;
  /** Where the first member stands. */
  readonly x: number;
  readonly y: number;
  /** The first is the one to draw. */
  readonly members: T[];
}

/** More than any row of cells, so that column and row make one number. */
const ROWS = 100_000;
const NONE: readonly number[] = [];

/**
 * Joins each item to the earliest crowd of its group whose first member is nearer than `reach`; otherwise it founds one.
 *
 * Crowds of a group stand in a grid with cells of the group's reach, so the time grows with the number of items, not with its square.
 *
 * @param items in the order of their rank
 * @param reach of a group, px
 */
export function crowd<T>(items: Iterable<Placed<T>>, reach: (group: string) => number): Crowd<T>[] {
  const crowds: Crowd<T>[] = [];
  const grids = new Map<string, Map<number, number[]>>();
  for (const { item, group, x, y } of items) {
    const size = reach(group);
    const cells = grids.get(group) ?? new Map<number, number[]>();
    grids.set(group, cells);
    const column = Math.floor(x / size);
    const row = Math.floor(y / size);
    let found = Infinity;
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const index of cells.get(i * ROWS + j) ?? NONE) {
          const other = crowds[index]!;
          if (index < found && Math.hypot(other.x - x, other.y - y) < size) found = index;
        }
      }
    }
    if (found < Infinity) {
      crowds[found]!.members.push(item);
      continue;
    }
    const key = column * ROWS + row;
    const cell = cells.get(key);
    if (cell) cell.push(crowds.length);
    else cells.set(key, [crowds.length]);
    crowds.push({ group, x, y, members: [item] });
  }
  return crowds;
}
