/** Where on the ground a feature is drawn, apart from its symbol. */

import type { Atlas, Entry } from '../data/atlas';
import type { Box, Point } from '../data/course';
import { latitudeOf, metresPerPixel, worldPixels } from '../data/mercator';
import { isReach } from './courses';

/** In unit Mercator; nothing where pointing at the feature changes no more than its symbol. */
export function groundOf(entry: Entry, atlas: Atlas): Box[] {
  const { feature, points, lines } = entry;
  const stretch = isReach(entry) && feature.address ? atlas.border.between(feature.address.km_from, feature.address.km_to) : [];
  const courses = [...lines, ...stretch].map(({ box }) => box);
  if (feature.mark === 'circle') return [...courses, ...points.map((point) => around(point, feature.precision_m ?? 0))];
  if (feature.mark === 'soft') return [...courses, ...points.map((point) => around(point, widest(entry, point, atlas)))];
  return courses;
}

/** Features of a family at one place share a disc, as wide as the widest of them. */
function widest({ family }: Entry, at: Point, atlas: Atlas): number {
  let most = 0;
  for (const other of atlas.entries) {
    if (other.family !== family || other.feature.mark !== 'soft') continue;
    if (other.points.some(({ x, y }) => Math.abs(x - at.x) < SAME && Math.abs(y - at.y) < SAME)) most = Math.max(most, other.feature.precision_m ?? 0);
  }
  return most;
}

/** Closer than this two places are one, unit Mercator. */
const SAME = 2e-8;

function around({ x, y }: Point, metres: number): Box {
  const r = metres / metresPerPixel(latitudeOf(y), 0) / worldPixels(0);
  return { west: x - r, north: y - r, east: x + r, south: y + r };
}
