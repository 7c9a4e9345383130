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
/** More than twice any longitude or latitude in units, so that both make one number. */
const HALF_TURN = 2 ** 26;

export class Seams {
  /** Middles of the edges taken so far: areas that do not overlap have no two edges with one middle. */
  private readonly taken = new Set<number>();

  constructor(private readonly frame: FrameUnits) {}

  /** Parts of the rings that no earlier call returned and that do not lie on the frame. */
  take(rings: Iterable<Packed>): Course[] {
    const runs: Course[] = [];
    for (const ring of rings) this.walk(undelta(ring), runs);
    return runs;
  }

  private walk(units: Int32Array, runs: Course[]): void {
    const west = this.frame[0] + SLACK;
    const south = this.frame[1] + SLACK;
    const east = this.frame[2] - SLACK;
    const north = this.frame[3] - SLACK;
    const { taken } = this;
    let start = -1;
    for (let i = 0; i + 3 < units.length; i += 2) {
      const lon = units[i]!;
      const lat = units[i + 1]!;
      const toLon = units[i + 2]!;
      const toLat = units[i + 3]!;
      const isCut =
        (lon <= west && toLon <= west) || (lon >= east && toLon >= east) || (lat <= south && toLat <= south) || (lat >= north && toLat >= north);
      const before = taken.size;
      if (!isCut) taken.add((lon + toLon) * HALF_TURN + lat + toLat);
      if (taken.size > before) {
        if (start < 0) start = i;
      } else if (start >= 0) {
        runs.push(projectUnits(units.slice(start, i + 2)));
        start = -1;
      }
    }
    if (start >= 0) runs.push(projectUnits(units.slice(start)));
  }
}
