/** The map as one opaque picture of any size and density: for paper and for saved pictures. */

import type { Atlas } from '../data/atlas';
import type { Point } from '../data/course';
import { mercatorX, mercatorY, worldPixels } from '../data/mercator';
import { paintMeasured } from '../measuring/painter';
import type { State } from '../state/store';
import { paintBackdrop } from './backdrop';
import { Focus } from './focus';
import { Frame, type Rect } from './frame';
import { Lettering } from './lettering';
import { layoutPlaces, paintMarks, paintPlaces, type Marks, type MarksLook } from './painting';
import type { Palette } from './palette';

/** Where a still looks. */
export interface StillView {
  readonly zoom: number;
  /** Unit Mercator. */
  readonly centre: Point;
}

export interface StillSize {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

const NO_INSET = { top: 0, right: 0, bottom: 0, left: 0 };

/** The closest view in which bounds lie wholly within a picture, with room around them in px. */
export function fitted([west, south, east, north]: Bounds, size: StillSize, room: number): StillView {
  const left = mercatorX(west);
  const right = mercatorX(east);
  const top = mercatorY(north);
  const bottom = mercatorY(south);
  const world = Math.min((size.width - 2 * room) / (right - left), (size.height - 2 * room) / (bottom - top));
  return { zoom: Math.log2(world / worldPixels(0)), centre: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

/** Whether a place in unit Mercator lies in a view of some size. */
export function isWithin({ zoom, centre }: StillView, { width, height }: StillSize, { x, y }: Point): boolean {
  const world = worldPixels(zoom);
  return Math.abs(x - centre.x) * world <= width / 2 && Math.abs(y - centre.y) * world <= height / 2;
}

/** Room for the scale bar in the lower left corner, px. */
const SCALE_ROOM = { width: 150, height: 32 };

/** A picture has edges: no name is cut by them, and none stands under the scale bar. */
function keptFree({ width, height }: StillSize): Rect[] {
  const beyond = 400;
  return [
    { left: -beyond, top: -beyond, right: 0, bottom: height + beyond },
    { left: width, top: -beyond, right: width + beyond, bottom: height + beyond },
    { left: -beyond, top: -beyond, right: width + beyond, bottom: 0 },
    { left: -beyond, top: height, right: width + beyond, bottom: height + beyond },
    { left: 0, top: height - SCALE_ROOM.height, right: SCALE_ROOM.width, bottom: height },
  ];
}

/** Paints the drawn map into the rectangle of a canvas that begins at the context's origin; nothing shows through it. */
export function paintStill(
  context: CanvasRenderingContext2D,
  { zoom, centre }: StillView,
  { width, height }: StillSize,
  atlas: Atlas,
  state: State,
  palette: Palette,
  look: Pick<MarksLook, 'pill'> = {},
): Marks {
  const { left, right } = atlas.payload.border;
  const home = { left, right };
  const world = worldPixels(zoom);
  const origin = { x: centre.x * world - width / 2, y: centre.y * world - height / 2 };
  const frame = new Frame(context, width, height, 0, zoom, origin, NO_INSET);
  const focus = new Focus(atlas, state);
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  paintBackdrop(frame, atlas.ground, home, palette);
  const places = layoutPlaces(frame, focus);
  paintPlaces(frame, places, focus, palette);
  const marks = paintMarks(frame, focus, places.discs, palette, { home, named: true, kept: keptFree({ width, height }), ...look });
  paintMeasured(frame, state.measured, palette, new Lettering(context, palette.font, palette.halo));
  context.restore();
  return marks;
}
