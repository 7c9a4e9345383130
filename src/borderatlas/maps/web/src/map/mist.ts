/** Discs of a whole layer: a few at full sharpness, thousands in fewer pixels, as nothing in them is sharp. */

import type { Family } from '../data/types';
import { alphaOf, FADE, isDrawn, paintDiscs, type Disc } from './discs';
import type { Focus } from './focus';
import type { Frame } from './frame';
import { withAlpha, type Palette } from './palette';

/** Pixels that discs may fill, all together, before they are painted coarsely. */
const MOST_PIXELS = 8e6;
/** Px of the sheet in one pixel of the coarsest painting. */
const COARSEST = 6;
/** Radius of the picture of a disc, px. */
const STAMP = 32;

/** Paints discs, those under the pointer or selected above the others. */
export function paintMist(frame: Frame, discs: readonly Disc[], focus: Focus, palette: Palette): void {
  const coarseness = Math.min(COARSEST, Math.ceil(Math.sqrt(discs.reduce((sum, disc) => sum + pixels(frame, disc), 0) / MOST_PIXELS)));
  const coarse = coarseness > 1 ? coarseFrame(frame, coarseness) : undefined;
  if (!coarse) {
    paintDiscs(frame, discs, focus, palette);
    return;
  }
  stampDiscs(coarse, discs.filter((disc) => !disc.on && isDrawn(disc)), focus, palette);
  const { left, top, right, bottom } = coarse.part;
  frame.context.drawImage(coarse.context.canvas, left, top, right - left, bottom - top);
  paintDiscs(frame, discs.filter(({ on }) => on), focus, palette);
}

/** Pixels of what is painted in the box of a disc. */
function pixels({ part }: Frame, disc: Disc): number {
  if (!isDrawn(disc)) return 0;
  const { x, y, r } = disc;
  const width = Math.min(part.right, x + r) - Math.max(part.left, x - r);
  const height = Math.min(part.bottom, y + r) - Math.max(part.top, y - r);
  return Math.max(0, width) * Math.max(0, height);
}

/** The same frame on a smaller canvas, a little larger than the part so that smoothing finds neighbours at its edges. */
function coarseFrame(frame: Frame, coarseness: number): Frame | undefined {
  const down = (value: number): number => (Math.floor(value / coarseness) - 1) * coarseness;
  const up = (value: number): number => (Math.ceil(value / coarseness) + 1) * coarseness;
  const part = { left: down(frame.part.left), top: down(frame.part.top), right: up(frame.part.right), bottom: up(frame.part.bottom) };
  const context = canvasContext((part.right - part.left) / coarseness, (part.bottom - part.top) / coarseness);
  context?.setTransform(1 / coarseness, 0, 0, 1 / coarseness, -part.left / coarseness, -part.top / coarseness);
  return context ? frame.on(context, part) : undefined;
}

/** A gradient for each of thousands of discs takes several times as long as one picture, scaled. */
function stampDiscs(frame: Frame, discs: readonly Disc[], focus: Focus, palette: Palette): void {
  const { context } = frame;
  const stamps = new Map<Family['hue'], CanvasImageSource | undefined>();
  context.imageSmoothingEnabled = true;
  for (const disc of discs) {
    const { hue } = disc.members[0]!.family;
    if (!stamps.has(hue)) stamps.set(hue, stampOf(hue, palette));
    const stamp = stamps.get(hue);
    if (!stamp) continue;
    context.globalAlpha = alphaOf(disc, frame, focus);
    context.drawImage(stamp, disc.x - disc.r, disc.y - disc.r, 2 * disc.r, 2 * disc.r);
  }
  context.globalAlpha = 1;
}

function canvasContext(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d');
}

/** One disc of full strength, in the colour of a family. */
function stampOf(hue: Family['hue'], palette: Palette): CanvasImageSource | undefined {
  const context = canvasContext(2 * STAMP, 2 * STAMP);
  if (!context) return undefined;
  const soft = context.createRadialGradient(STAMP, STAMP, 0, STAMP, STAMP, STAMP);
  for (const [at, part] of FADE) soft.addColorStop(at, withAlpha(palette.hues[hue], part));
  context.fillStyle = soft;
  context.fillRect(0, 0, 2 * STAMP, 2 * STAMP);
  return context.canvas;
}
