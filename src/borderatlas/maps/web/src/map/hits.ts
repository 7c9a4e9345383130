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
/** A symbol of which less shows beside the one on top cannot be aimed at: it is listed together with that one, px. */
const LEAST_SHOWING = 4;

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
  const marks = spots.flatMap((spot) => spot.marks);
  let best: { distance: number; hit: Hit } | undefined;
  marks.forEach((mark, i) => {
    const distance = outside(mark, mark.r, x, y);
    // Later ones lie on top: they win a tie, and all are level where they are pointed at.
    if (distance > slop || (best && distance > best.distance)) return;
    const buried = marks.slice(0, i).filter((other) => isBuried(other, mark));
    const members = [...new Set([mark, ...buried].flatMap((one) => one.members))];
    best = { distance, hit: { kind: 'symbol', members, mark } };
  });
  for (const number of numbers) {
    const distance = outside(number, NUMBER_RADIUS, x, y);
    if (distance > slop || (best && distance >= best.distance)) continue;
    best = { distance, hit: { kind: 'disc', members: number.disc.members, disc: number.disc } };
  }
  return best?.hit;
}

/** How far a place is from the edge of something round; nothing within it. */
function outside(round: { readonly x: number; readonly y: number }, r: number, x: number, y: number): number {
  return Math.max(0, Math.hypot(round.x - x, round.y - y) - r);
}

/** Whether too little of a symbol shows beside the one above it. */
function isBuried(below: Mark, above: Mark): boolean {
  return Math.hypot(below.x - above.x, below.y - above.y) + below.r < above.r + LEAST_SHOWING;
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
