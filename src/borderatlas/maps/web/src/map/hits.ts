/** What lies under a pointer: a symbol or a number; else everything that lies on the ground there, lines before discs. */

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

/** A symbol, the number of a disc, discs, schematic lines, or a pile of lines and discs; never without a member. */
export interface Hit {
  readonly kind: 'symbol' | 'number' | 'disc' | 'line' | 'pile';
  /** What a reader most likely means comes first. */
  readonly members: readonly Entry[];
}

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
  const hit = symbolAt(scene, x, y, slop) ?? pileAt(scene, x, y, slop);
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
    const buried = marks.slice(0, i).filter((other) => isBuried(other, mark, slop));
    best = { distance, hit: { kind: 'symbol', members: each([mark, ...buried].flatMap(({ members }) => members)) } };
  });
  for (const number of numbers) {
    const distance = outside(number, NUMBER_RADIUS, x, y);
    if (distance > slop || (best && distance >= best.distance)) continue;
    best = { distance, hit: { kind: 'number', members: number.disc.members } };
  }
  return best?.hit;
}

/** How far a place is from the edge of something round; nothing within it. */
function outside(round: { readonly x: number; readonly y: number }, r: number, x: number, y: number): number {
  return Math.max(0, Math.hypot(round.x - x, round.y - y) - r);
}

/** Whether of a symbol less shows beside the one above it than the pointer may miss: it cannot be aimed at, and is listed with that one. */
function isBuried(below: Mark, above: Mark, slop: number): boolean {
  return Math.hypot(below.x - above.x, below.y - above.y) + below.r < above.r + slop;
}

/** A disc may lie under others from edge to edge, and a line under discs: none of them is to be had alone, so all are offered. */
function pileAt(scene: Scene, x: number, y: number, slop: number): Hit | undefined {
  const courses = coursesAt(scene, x, y, Math.max(COURSE_REACH, slop));
  const discs = discsAt(scene, x, y);
  if (courses.length + discs.length === 0) return undefined;
  const kind = discs.length === 0 ? 'line' : courses.length === 0 ? 'disc' : 'pile';
  return { kind, members: each([...courses, ...discs]) };
}

/** What is placed within the discs at a place, from the smallest to the widest. */
function discsAt({ discs }: Scene, x: number, y: number): Entry[] {
  const here = discs.filter((disc) => isDrawn(disc) && Math.hypot(disc.x - x, disc.y - y) <= disc.r);
  return here.sort((a, b) => a.r - b.r).flatMap(({ members }) => members);
}

/** Schematic lines within reach of a place, the nearest first. */
function coursesAt({ frame, courses }: Scene, x: number, y: number, reach: number): Entry[] {
  const place = frame.placeAt(x, y);
  return courses
    .map(({ entry, course }) => ({ entry, distance: frame.pixels(distanceTo(course, place.x, place.y)) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}

const each = (entries: readonly Entry[]): Entry[] => [...new Set(entries)];
