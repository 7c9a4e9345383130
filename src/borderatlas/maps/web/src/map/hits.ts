/** What lies under a pointer: symbols and numbers first, then discs from the smallest, schematic lines, and the border. */

import type { Entry } from '../data/atlas';
import type { Foot } from '../data/border';
import { distanceTo } from '../data/course';
import type { Atlas } from '../data/atlas';
import type { CourseMark } from './courses';
import { isDrawn, type Disc, type DiscNumber } from './discs';
import type { Frame } from './frame';
import type { Mark, Spot } from './marks';

/** What the last drawing put on the sheets. */
export interface Scene {
  readonly frame: Frame;
  readonly spots: readonly Spot[];
  readonly discs: readonly Disc[];
  readonly numbers: readonly DiscNumber[];
  readonly courses: readonly CourseMark[];
}

export type Hit =
  | { readonly kind: 'symbol'; readonly members: readonly Entry[]; readonly mark: Mark }
  | { readonly kind: 'disc'; readonly members: readonly Entry[]; readonly disc: Disc }
  | { readonly kind: 'line'; readonly members: readonly Entry[] };

export interface Under {
  readonly hit?: Hit;
  /** The nearest place of the border, where it is near. */
  readonly foot?: Foot;
}

const COURSE_REACH = 6;
const BORDER_REACH = 16;
const NUMBER_RADIUS = 9;

/**
 * @param x on the sheet, px
 * @param slop by which a symbol may be missed, px
 */
export function under(scene: Scene, atlas: Atlas, x: number, y: number, slop: number): Under {
  const place = scene.frame.placeAt(x, y);
  const foot = atlas.border.kmAt(place.x, place.y);
  const hit = symbolAt(scene, x, y, slop) ?? discAt(scene, x, y) ?? courseAt(scene, x, y);
  return {
    ...(hit ? { hit } : {}),
    ...(scene.frame.pixels(foot.distance) <= BORDER_REACH ? { foot } : {}),
  };
}

function symbolAt({ spots, numbers }: Scene, x: number, y: number, slop: number): Hit | undefined {
  let best: { distance: number; hit: Hit } | undefined;
  const offer = (distance: number, hit: Hit): void => {
    // Later ones lie on top: they win a tie.
    if (distance <= slop && (!best || distance <= best.distance)) best = { distance, hit };
  };
  for (const { marks } of spots) {
    for (const mark of marks) offer(Math.hypot(mark.x - x, mark.y - y) - mark.r, { kind: 'symbol', members: mark.members, mark });
  }
  for (const number of numbers) {
    const { disc } = number;
    offer(Math.hypot(number.x - x, number.y - y) - NUMBER_RADIUS, { kind: 'disc', members: disc.members, disc });
  }
  return best?.hit;
}

function discAt({ discs }: Scene, x: number, y: number): Hit | undefined {
  // Discs stand from the widest to the smallest.
  for (let i = discs.length - 1; i >= 0; i--) {
    const disc = discs[i]!;
    if (isDrawn(disc) && Math.hypot(disc.x - x, disc.y - y) <= disc.r) return { kind: 'disc', members: disc.members, disc };
  }
  return undefined;
}

function courseAt({ frame, courses }: Scene, x: number, y: number): Hit | undefined {
  const place = frame.placeAt(x, y);
  const near = courses
    .map(({ entry, course }) => ({ entry, distance: frame.pixels(distanceTo(course, place.x, place.y)) }))
    .filter(({ distance }) => distance <= COURSE_REACH)
    .sort((a, b) => a.distance - b.distance);
  return near.length > 0 ? { kind: 'line', members: [...new Set(near.map(({ entry }) => entry))] } : undefined;
}
