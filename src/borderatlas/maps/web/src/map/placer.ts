/** Room on a sheet: first come, first served. What does not fit is left out, nothing is overlapped. */

import type { Rect } from './frame';

const CELL = 64;

export class Placer {
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Rect[][];

  constructor(width: number, height: number) {
    this.columns = Math.max(1, Math.ceil(width / CELL));
    this.rows = Math.max(1, Math.ceil(height / CELL));
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
  }

  /** Takes room, whether it is free or not. */
  take(rect: Rect): void {
    for (const cell of this.cellsOf(rect, 0)) cell.push(rect);
  }

  /** Whether a rectangle keeps its distance, px, from all room taken. A negative distance allows an overlap. */
  isFree(rect: Rect, distance = 2): boolean {
    for (const cell of this.cellsOf(rect, Math.max(0, distance))) {
      for (const other of cell) {
        if (
          rect.left < other.right + distance &&
          rect.right > other.left - distance &&
          rect.top < other.bottom + distance &&
          rect.bottom > other.top - distance
        ) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes the first of several rectangles that is free; undefined where none is. */
  takeFirst(rects: Iterable<Rect>, distance = 2): Rect | undefined {
    for (const rect of rects) {
      if (!this.isFree(rect, distance)) continue;
      this.take(rect);
      return rect;
    }
    return undefined;
  }

  private *cellsOf(rect: Rect, distance: number): Generator<Rect[]> {
    const limit = (value: number, last: number): number => Math.min(last, Math.max(0, Math.floor(value / CELL)));
    const left = limit(rect.left - distance, this.columns - 1);
    const right = limit(rect.right + distance, this.columns - 1);
    const top = limit(rect.top - distance, this.rows - 1);
    const bottom = limit(rect.bottom + distance, this.rows - 1);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) yield this.cells[row * this.columns + column]!;
    }
  }
}

export const around = (x: number, y: number, half: number, halfHeight = half): Rect => ({
  left: x - half,
  top: y - halfHeight,
  right: x + half,
  bottom: y + halfHeight,
});

/** Where a text may stand beside its point: shift of its start, end or middle from the point, px. */
export interface Anchor {
  readonly dx: number;
  readonly dy: number;
  readonly align: 'start' | 'middle' | 'end';
}

/** Rectangle of a text of some width and height at an anchor of a point. */
export function textRect(x: number, y: number, width: number, height: number, { dx, dy, align }: Anchor): Rect {
  const left = align === 'start' ? x + dx : align === 'end' ? x + dx - width : x + dx - width / 2;
  return { left, top: y + dy - height / 2, right: left + width, bottom: y + dy + height / 2 };
}
