/** What a row of points measures: the way along them, straight, and along the border. Pure. */

import type { Point } from '../data/course';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from '../data/mercator';
import { distance, type Place, totals } from './geodesic';

export interface Reading {
  /** Along all points, metres. */
  readonly total: number;
  /** From the first to the last point, metres. */
  readonly straight: number;
  /** Along the border between the places on it nearest to the two ends, metres; null where an end is too far off the line. */
  readonly along: number | null;
}

/** What of the border a reading needs. */
export interface Line {
  kmAt(x: number, y: number): { readonly km: number; readonly point: Point };
}

/** Ends farther off the border than this have no way along it, metres. */
const NEAR_LINE = 20_000;

/** Nothing can be said of fewer than two points. */
export function reading(points: readonly Place[], line: Line): Reading | null {
  const first = points[0];
  const last = points[points.length - 1];
  if (points.length < 2 || !first || !last) return null;
  const from = kilometreNear(first, line);
  const to = kilometreNear(last, line);
  return {
    total: totals(points)[points.length - 1]!,
    straight: distance(first, last),
    along: from === null || to === null ? null : Math.abs(to - from) * 1000,
  };
}

/** Kilometre of the place on the line nearest to a point, null where that is too far. */
function kilometreNear(place: Place, line: Line): number | null {
  const { km, point } = line.kmAt(mercatorX(place.lon), mercatorY(place.lat));
  return distance(place, { lat: latitudeOf(point.y), lon: longitudeOf(point.x) }) <= NEAR_LINE ? km : null;
}
