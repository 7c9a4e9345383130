/**
 * Boundaries between areas, each drawn once.
 *
 * Two neighbours carry the same edge, one in each direction. Stroking both rings would draw it twice, and two dashed strokes
 * with different phases add up to a solid line. Edges on the frame of the backdrop are where the data were cut, no boundary.
 */

import { projectUnits, undelta, type Course } from './course';
import type { Packed } from './types';

/** Frame in units of 1e-5 degrees: west, south, east, north. */
export type FrameUnits = readonly [number, number, number, number];

/** How far off the frame, in units, a vertex still counts as cut by it: 0.005°. */
const SLACK = 500;

export class Seams {
  private readonly vertices = new Map<number, number>();
  private readonly drawn = new Set<number>();

  constructor(private readonly frame: FrameUnits) {}

  /** Parts of the rings that no earlier call returned and that do not lie on the frame. */
  take(rings: Iterable<Packed>): Course[] {
    const runs: Course[] = [];
    for (const ring of rings) this.walk(undelta(ring), runs);
    return runs;
  }

  private walk(units: Int32Array, runs: Course[]): void {
    let start = -1;
    const end = (i: number): void => {
      if (start >= 0 && i > start) runs.push(projectUnits(units.slice(start, i + 2)));
      start = -1;
    };
    for (let i = 0; i + 3 < units.length; i += 2) {
      if (this.onFrame(units, i) || !this.isNew(units, i)) end(i);
      else if (start < 0) start = i;
    }
    end(units.length - 2);
  }

  private isNew(units: Int32Array, i: number): boolean {
    const a = this.vertex(units[i]!, units[i + 1]!);
    const b = this.vertex(units[i + 2]!, units[i + 3]!);
    const edge = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    if (this.drawn.has(edge)) return false;
    this.drawn.add(edge);
    return true;
  }

  private vertex(lon: number, lat: number): number {
    const key = lon * 2 ** 26 + lat;
    const known = this.vertices.get(key);
    if (known !== undefined) return known;
    const index = this.vertices.size;
    this.vertices.set(key, index);
    return index;
  }

  private onFrame(units: Int32Array, i: number): boolean {
    const [west, south, east, north] = this.frame;
    const [lon1, lat1, lon2, lat2] = [units[i]!, units[i + 1]!, units[i + 2]!, units[i + 3]!];
    return (
      (lon1 <= west + SLACK && lon2 <= west + SLACK) ||
      (lon1 >= east - SLACK && lon2 >= east - SLACK) ||
      (lat1 <= south + SLACK && lat2 <= south + SLACK) ||
      (lat1 >= north - SLACK && lat2 >= north - SLACK)
    );
  }
}
