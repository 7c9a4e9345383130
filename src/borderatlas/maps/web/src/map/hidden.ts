/** Where the selected feature lies although it is hidden: broken outlines without a filling, so that nobody takes it for one that is shown. */

import type { Course } from '../data/course';
import type { Focus } from './focus';
import type { Frame } from './frame';
import { withAlpha, type Palette } from './palette';
import { byZoom, SYMBOL_RADIUS } from './scale';
import { drawSymbol } from './symbols';
import { traceLine } from './trace';

const DASH = [3, 3.5];
/** How much of the symbol shows within its ring. */
const FAINT = 0.45;

export function paintHidden(frame: Frame, focus: Focus, palette: Palette): void {
  const entry = focus.hidden;
  if (!entry || entry.feature.mark === 'none') return;
  const { context } = frame;
  const { mark, precision_m: metres = 0, stretch } = entry.feature;
  const r = byZoom(frame.zoom, SYMBOL_RADIUS);
  context.save();
  for (const point of entry.points) {
    const x = frame.x(point.x);
    const y = frame.y(point.y);
    const wide = frame.radius(metres, point);
    if (!frame.touches(x, y, Math.max(wide, 3 * r))) continue;
    if (mark === 'soft' || wide > 2 * r) ring(frame, x, y, wide, palette);
    if (mark === 'soft') continue;
    context.globalAlpha = FAINT;
    drawSymbol(context, { symbol: entry.family.symbol, hue: entry.family.hue, fill: entry.fill }, x, y, r, palette);
    context.globalAlpha = 1;
    ring(frame, x, y, r + 6, palette);
  }
  for (const course of entry.lines) line(frame, course, palette);
  if (stretch) for (const part of focus.atlas.border.between(...stretch)) line(frame, part, palette);
  context.restore();
}

function ring(frame: Frame, x: number, y: number, r: number, palette: Palette): void {
  frame.context.beginPath();
  frame.context.arc(x, y, r, 0, 2 * Math.PI);
  broken(frame, palette);
}

function line(frame: Frame, course: Course, palette: Palette): void {
  frame.context.beginPath();
  traceLine(frame, course);
  broken(frame, palette);
}

/** Dark dashes on a light line: seen on land, on water and on the border. */
function broken({ context }: Frame, palette: Palette): void {
  context.setLineDash([]);
  context.strokeStyle = withAlpha(palette.casing, 0.85);
  context.lineWidth = 3.4;
  context.stroke();
  context.setLineDash(DASH);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  context.stroke();
}
