/** A drawing that is moved along with the view: what of it stays, and what has to be painted. Device pixels. */

import type { Point } from '../data/course';
import { worldPixels } from '../data/mercator';
import type { Rect } from './frame';
import type { Lay } from './sheets';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Positions are fractions of the world: whole pixels come out with a rest. */
const REST = 1e-3;

/** By how much the view moved from one lay to another; undefined where its drawing would not fit pixel on pixel, or little of it stays. */
export function shiftBetween(from: Lay, to: Lay): Point | undefined {
  if (from.zoom !== to.zoom || from.density !== to.density || from.width !== to.width || from.height !== to.height) return undefined;
  const pixels = worldPixels(to.zoom) * to.density;
  const x = (to.northWest.x - from.northWest.x) * pixels;
  const y = (to.northWest.y - from.northWest.y) * pixels;
  const shift = { x: Math.round(x), y: Math.round(y) };
  if (Math.abs(x - shift.x) > REST || Math.abs(y - shift.y) > REST) return undefined;
  const isFar = Math.abs(shift.x) > (to.width * to.density) / 2 || Math.abs(shift.y) > (to.height * to.density) / 2;
  return isFar ? undefined : shift;
}

/** Moves what is on a canvas; what comes in is empty. */
export function moveDrawing(context: CanvasRenderingContext2D, { x, y }: Point): void {
  if (x === 0 && y === 0) return;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'copy';
  context.drawImage(context.canvas, -x, -y);
  context.restore();
}

/** The parts of a canvas that came in: one at a side, and one above or below what is left; either may be empty. */
export function uncovered({ width, height }: Size, { x, y }: Point): Rect[] {
  const left = Math.max(0, -x);
  const right = width - Math.max(0, x);
  const side = x > 0 ? { left: right, top: 0, right: width, bottom: height } : { left: 0, top: 0, right: left, bottom: height };
  const rows = y > 0 ? { left, top: height - y, right, bottom: height } : { left, top: 0, right, bottom: -y };
  return [side, rows];
}

export function scaled({ left, top, right, bottom }: Rect, by: number): Rect {
  return { left: left * by, top: top * by, right: right * by, bottom: bottom * by };
}

/** The whole pixels of a canvas that a rectangle touches. */
export function onPixels({ left, top, right, bottom }: Rect, { width, height }: Size): Rect {
  return {
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(width, Math.ceil(right)),
    bottom: Math.min(height, Math.ceil(bottom)),
  };
}
