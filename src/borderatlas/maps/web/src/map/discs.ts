/**
 * Places known to the district only: one soft disc per point, no pin, with the number of entries that it stands for.
 *
 * A disc that is wider than the map would only tint it; it fades, and a sentence takes its place.
 */

import type { Entry } from '../data/atlas';
import type { Point } from '../data/course';
import type { Focus } from './focus';
import type { Frame } from './frame';
import type { Lettering } from './lettering';
import { withAlpha, type Palette } from './palette';
import { around, type Placer } from './placer';
import { SINGLE_EVENT_ZOOM, SINGLE_NUMBER_ZOOM } from './scale';

export interface Disc {
  readonly members: readonly Entry[];
  readonly x: number;
  readonly y: number;
  /** The widest radius of its entries, px. */
  readonly r: number;
  /** 1 as drawn, 0 as gone because it is wider than the map. */
  readonly strength: number;
  readonly on: boolean;
}

/** Where a disc's number stands. */
export interface DiscNumber {
  readonly disc: Disc;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A disc starts to fade at this part of the map's shorter side, and is gone at the second. */
const FADE_FROM = 0.41;
const FADE_TO = 0.86;
/** Fainter than this a disc counts as gone. */
const GONE = 0.05;
/** Families that are context to the events weigh less. */
const CONTEXT_WEIGHT = 0.6;

interface Gathering {
  readonly point: Point;
  readonly members: Entry[];
  metres: number;
}

/** What was gathered of entries, which stay the same until a reader chooses others. */
const gathered = new WeakMap<readonly Entry[], readonly Gathering[]>();

function gatheringsOf(entries: readonly Entry[]): readonly Gathering[] {
  const found = gathered.get(entries) ?? gather(entries);
  gathered.set(entries, found);
  return found;
}

function gather(entries: readonly Entry[]): Gathering[] {
  const gatherings = new Map<string, Gathering>();
  for (const entry of entries) {
    if (entry.feature.mark !== 'soft') continue;
    for (const point of entry.points) {
      const key = `${entry.family.name}/${point.x.toFixed(8)}/${point.y.toFixed(8)}`;
      const gathering = gatherings.get(key) ?? { point, members: [], metres: 0 };
      gathering.members.push(entry);
      gathering.metres = Math.max(gathering.metres, entry.feature.precision_m ?? 0);
      gatherings.set(key, gathering);
    }
  }
  return [...gatherings.values()];
}

/** Widest first, so that small discs lie on top. */
export function layoutDiscs(frame: Frame, focus: Focus): Disc[] {
  return gatheringsOf(focus.entries)
    .map(({ point, members, metres }): Disc => {
      const r = frame.radius(metres, point);
      const strength = Math.min(1, Math.max(0, (FADE_TO - r / frame.shorterSide) / (FADE_TO - FADE_FROM)));
      return { members, x: frame.x(point.x), y: frame.y(point.y), r, strength, on: members.some((entry) => focus.isOn(entry)) };
    })
    .filter((disc) => frame.touches(disc.x, disc.y, disc.r))
    .sort((a, b) => b.r - a.r);
}

export const isDrawn = (disc: Disc): boolean => disc.strength >= GONE;

/** Entries whose disc is gone although the middle of the map lies in it. */
export function widerThanMap(frame: Frame, discs: readonly Disc[]): Entry[] {
  const { left, top, right, bottom } = frame.visible;
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  const gone = discs.filter((disc) => !isDrawn(disc) && Math.hypot(disc.x - x, disc.y - y) < disc.r);
  return [...new Set(gone.flatMap((disc) => disc.members))];
}

/** Opacity of the middle of a disc. */
export function alphaOf(disc: Disc, frame: Frame, focus: Focus): number {
  const weight = disc.members[0]!.family.symbol === 'clash' ? 1 : CONTEXT_WEIGHT;
  const near = frame.zoom > SINGLE_EVENT_ZOOM ? 0.8 : 1;
  const dimmed = focus.hasSelection && !disc.on ? 0.55 : 1;
  return Math.min(0.36, 0.12 + 0.06 * Math.log2(disc.members.length)) * weight * near * dimmed * disc.strength;
}

/** The softness of a disc: opacity at a part of its radius, as a part of that in its middle. */
export const FADE = [[0, 1], [0.55, 0.55], [1, 0]] as const;

export function paintDiscs(frame: Frame, discs: readonly Disc[], focus: Focus, palette: Palette): void {
  const { context } = frame;
  for (const disc of discs) {
    const { family } = disc.members[0]!;
    if (isDrawn(disc)) {
      const alpha = alphaOf(disc, frame, focus);
      const colour = palette.hues[family.hue];
      const soft = context.createRadialGradient(disc.x, disc.y, 0, disc.x, disc.y, disc.r);
      for (const [at, part] of FADE) soft.addColorStop(at, withAlpha(colour, alpha * part));
      context.fillStyle = soft;
      context.beginPath();
      context.arc(disc.x, disc.y, disc.r, 0, 2 * Math.PI);
      context.fill();
    }
    if (disc.on) {
      context.beginPath();
      context.arc(disc.x, disc.y, disc.r, 0, 2 * Math.PI);
      context.strokeStyle = palette.ink;
      context.lineWidth = 1.4;
      context.setLineDash([2, 4]);
      context.stroke();
      context.setLineDash([]);
    }
  }
}

/** A number on every disc would be a scatter of ones at the overview; events come first. */
function isNumbered({ members }: Disc, zoom: number): boolean {
  return members.length > 1 || zoom >= (members[0]!.family.symbol === 'clash' ? SINGLE_EVENT_ZOOM : SINGLE_NUMBER_ZOOM);
}

const NUMBER_SHIFTS = [[0, 0], [0, -18], [0, 18], [18, 0], [-18, 0]] as const;

/** Numbers that find room, in the order of the discs from the smallest up. */
export function layoutNumbers(frame: Frame, discs: readonly Disc[], placer: Placer): DiscNumber[] {
  const numbers: DiscNumber[] = [];
  for (const disc of [...discs].reverse()) {
    if (!isDrawn(disc) || (!disc.on && !isNumbered(disc, frame.zoom))) continue;
    const text = String(disc.members.length);
    const half = 3.5 * text.length + 4;
    for (const [dx, dy] of NUMBER_SHIFTS) {
      const x = disc.x + dx;
      const y = disc.y + dy;
      // A number may touch what is beside it, but not stand on it.
      if (!placer.isFree(around(x, y, half, 7), -3)) continue;
      placer.take(around(x, y, half, 8));
      numbers.push({ disc, text, x, y });
      break;
    }
  }
  return numbers;
}

export function paintNumbers(numbers: readonly DiscNumber[], palette: Palette, lettering: Lettering): void {
  for (const { disc, text, x, y } of numbers) {
    const { hue } = disc.members[0]!.family;
    const colour = hue === 'amber' ? palette.lineAmber : palette.hues[hue];
    lettering.writeCentred(text, x, y + 0.5, { size: disc.on ? 14 : 12.5, weight: 700, colour, halo: 3.6 });
  }
}
