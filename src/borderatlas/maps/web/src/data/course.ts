/** Lines and rings as the map draws them: projected once, when the page opens. */

import { mercatorX, mercatorY } from './mercator';
import type { LonLat, Packed } from './types';

const DEGREE = 1e-5;

export interface Box {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Vertices in unit Mercator, x and y in turn, with the box around them. */
export interface Course {
  readonly xy: Float64Array;
  readonly box: Box;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Absolute lon, lat in whole units of 1e-5 degrees. */
export function undelta(packed: Packed): Int32Array {
  const units = new Int32Array(packed.length);
  let lon = 0;
  let lat = 0;
  for (let i = 0; i + 1 < packed.length; i += 2) {
    units[i] = lon += packed[i]!;
    units[i + 1] = lat += packed[i + 1]!;
  }
  return units;
}

export function courseOf(xy: Float64Array): Course {
  let west = Infinity;
  let north = Infinity;
  let east = -Infinity;
  let south = -Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return { xy, box: { west, north, east, south } };
}

export function projectUnits(units: Int32Array): Course {
  const xy = new Float64Array(units.length);
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < units.length; i += 2) {
    const lon = units[i]!;
    const lat = units[i + 1]!;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
    xy[i] = mercatorX(lon * DEGREE);
    xy[i + 1] = mercatorY(lat * DEGREE);
  }
  const box = {
    west: mercatorX(west * DEGREE),
    north: mercatorY(north * DEGREE),
    east: mercatorX(east * DEGREE),
    south: mercatorY(south * DEGREE),
  };
  return { xy, box };
}

export const unpack = (packed: Packed): Course => projectUnits(undelta(packed));

export const projectPoint = ([lon, lat]: LonLat): Point => ({ x: mercatorX(lon), y: mercatorY(lat) });

/** Distance from a place to the nearest point of a line, in unit Mercator. */
export function distanceTo(course: Course, x: number, y: number): number {
  const { xy } = course;
  let best = Infinity;
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const ax = xy[i]! - x;
    const ay = xy[i + 1]! - y;
    const dx = xy[i + 2]! - xy[i]!;
    const dy = xy[i + 3]! - xy[i + 1]!;
    const length = dx * dx + dy * dy;
    const share = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
    best = Math.min(best, (ax + share * dx) ** 2 + (ay + share * dy) ** 2);
  }
  return Math.sqrt(best);
}
