/** Distances and shortest ways on the WGS 84 ellipsoid, after Karney (2013), doi:10.1007/s00190-012-0578-z. */

import geodesic from 'geographiclib-geodesic';

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

const { WGS84 } = geodesic.Geodesic;

/** Length of the shortest way between two places, metres. */
export function distance(from: Place, to: Place): number {
  return WGS84.Inverse(from.lat, from.lon, to.lat, to.lon).s12 ?? NaN;
}

/** The shortest way as places along it, both ends included, at most `step` metres apart: on the map it is no straight line. */
export function way(from: Place, to: Place, step: number): Place[] {
  const line = WGS84.InverseLine(from.lat, from.lon, to.lat, to.lon);
  const pieces = Math.max(1, Math.ceil(line.s13 / step));
  const between = Array.from({ length: pieces - 1 }, (_, i): Place => {
    const { lat2 = NaN, lon2 = NaN } = line.Position(((i + 1) * line.s13) / pieces);
    return { lat: lat2, lon: lon2 };
  });
  return [from, ...between, to];
}

/** A row of points as a way that bends this often at least, metres: straight on the earth is not straight on the map. */
const BEND = 25_000;

/** The shortest ways from point to point, joined. */
export function wayAlong(points: readonly Place[]): Place[] {
  return points.flatMap((point, i) => (i === 0 ? [point] : way(points[i - 1]!, point, BEND).slice(1)));
}

/** How far it is to each point along those before it, metres. */
export function totals(points: readonly Place[]): number[] {
  let total = 0;
  return points.map((point, i) => (total += i === 0 ? 0 : distance(points[i - 1]!, point)));
}
