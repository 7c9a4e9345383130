/** The border line: where a kilometre lies, and which kilometre is near a place. */

import { own } from '../state/lookup';
import { courseOf, unpack, type Course, type Point } from './course';
import type { BorderData, Stretch } from './types';

export interface Foot {
  readonly km: number;
  /** The nearest place on the line, unit Mercator. */
  readonly point: Point;
  /** Distance to it in unit Mercator; times `worldPixels(zoom)` it is pixels. */
  readonly distance: number;
}

export class BorderLine {
  readonly lengthKm: number;
  /** Every vertex, part by part; kilometres are measured on it. */
  readonly full: readonly Course[];
  /** Simplified, for small scales. */
  readonly drawn: readonly Course[];
  /** The vertices of all parts, x and y in turn. */
  private readonly xy: Float64Array;
  /** Vertices at which a further part begins. */
  private readonly starts: ReadonlySet<number>;
  private readonly metres: Float64Array;

  constructor(private readonly data: BorderData) {
    this.lengthKm = data.length_km;
    this.xy = unpack(data.line).xy;
    this.starts = new Set(data.starts);
    const bounds = [0, ...this.starts, this.xy.length / 2];
    this.full = bounds.slice(1).map((end, i) => courseOf(this.xy.subarray(2 * bounds[i]!, 2 * end)));
    this.drawn = data.drawn.map(unpack);
    this.metres = new Float64Array(data.metres.length);
    let sum = 0;
    data.metres.forEach((step, i) => (this.metres[i] = sum += step));
  }

  /** Place of a kilometre; kilometres beyond the ends give the ends. */
  atKm(km: number): Point {
    const i = this.segmentAt(km);
    const from = this.metres[i]!;
    const length = this.metres[i + 1]! - from;
    const share = length > 0 ? Math.min(1, Math.max(0, (km * 1000 - from) / length)) : 0;
    const { xy } = this;
    const j = 2 * i;
    return { x: xy[j]! + share * (xy[j + 2]! - xy[j]!), y: xy[j + 1]! + share * (xy[j + 3]! - xy[j + 1]!) };
  }

  /** Unit vector across the line at a kilometre, pointing right of the way from west to east; `reach` km smooth it. */
  across(km: number, reach: number): Point {
    const before = this.atKm(km - reach);
    const after = this.atKm(km + reach);
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
  }

  /** Nearest place on the line, to a place in unit Mercator. */
  kmAt(x: number, y: number): Foot {
    const { xy } = this;
    let best = { squared: Infinity, i: 0, share: 0 };
    for (let i = 0; i + 3 < xy.length; i += 2) {
      if (this.starts.has(i / 2 + 1)) continue;
      const ax = xy[i]! - x;
      const ay = xy[i + 1]! - y;
      const dx = xy[i + 2]! - xy[i]!;
      const dy = xy[i + 3]! - xy[i + 1]!;
      const length = dx * dx + dy * dy;
      const share = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
      const px = ax + share * dx;
      const py = ay + share * dy;
      const squared = px * px + py * py;
      if (squared < best.squared) best = { squared, i: i / 2, share };
    }
    const from = this.metres[best.i]!;
    const km = (from + best.share * ((this.metres[best.i + 1] ?? from) - from)) / 1000;
    return { km, point: this.atKm(km), distance: Math.sqrt(best.squared) };
  }

  /** The stretch between two kilometres, part by part. */
  between(fromKm: number, toKm: number): Course[] {
    const first = this.segmentAt(fromKm) + 1;
    const last = this.segmentAt(toKm);
    const start = this.atKm(fromKm);
    const end = this.atKm(toKm);
    const parts = [[start.x, start.y]];
    for (let i = first; i <= last; i++) {
      if (this.starts.has(i)) parts.push([]);
      parts[parts.length - 1]!.push(this.xy[2 * i]!, this.xy[2 * i + 1]!);
    }
    parts[parts.length - 1]!.push(end.x, end.y);
    return parts.map((part) => courseOf(Float64Array.from(part)));
  }

  reachAt(km: number): Stretch | undefined {
    return stretchAt(this.data.reaches, km);
  }

  /** Districts on both banks at a kilometre, left one first. */
  banksAt(km: number): Stretch[] {
    return [this.data.left, this.data.right]
      .map((country) => stretchAt(own(this.data.banks, country) ?? [], km))
      .filter((stretch) => stretch !== undefined);
  }

  /** Index of the segment that holds a kilometre. */
  private segmentAt(km: number): number {
    const metre = km * 1000;
    let low = 0;
    let high = this.metres.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.metres[middle]! <= metre) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Where stretches overlap, the shortest says most. */
function stretchAt(stretches: readonly Stretch[], km: number): Stretch | undefined {
  const length = (stretch: Stretch): number => stretch.to_km - stretch.from_km;
  return stretches
    .filter((stretch) => km >= stretch.from_km && km <= stretch.to_km)
    .reduce<Stretch | undefined>((best, stretch) => (best && length(best) <= length(stretch) ? best : stretch), undefined);
}
