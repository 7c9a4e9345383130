/** The border: ribbon, casing and line; stretches of it that stand out, and the core of a window of kilometres; posts and ticks along it. */

import { text } from '../text/catalogue';
import type { BorderLine } from '../data/border';
import type { Course } from '../data/course';
import { isReach } from './courses';
import type { Focus } from './focus';
import type { Frame, Rect } from './frame';
import type { Lettering } from './lettering';
import { withAlpha, type Palette } from './palette';
import { around, type Placer } from './placer';
import { byZoom, FULL_LINE_ZOOM, postSpacing, tickSpacing, WIDTHS } from './scale';
import { traceLine } from './trace';

export function drawnLine(frame: Frame, border: BorderLine): readonly Course[] {
  return frame.zoom < FULL_LINE_ZOOM ? border.drawn : border.full;
}

export function paintBorder(frame: Frame, focus: Focus, palette: Palette): void {
  const { context, zoom } = frame;
  const { border } = focus.atlas;
  const stretches = chosenStretches(focus);
  const core = focus.km ? border.between(...focus.km) : [];
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  for (const part of drawnLine(frame, border)) traceLine(frame, part);
  context.strokeStyle = palette.ribbon;
  context.lineWidth = byZoom(zoom, WIDTHS.ribbon);
  context.stroke();
  stroke(frame, stretches, withAlpha(palette.hues.amber, 0.4), byZoom(zoom, WIDTHS.ribbon));
  context.beginPath();
  for (const part of drawnLine(frame, border)) traceLine(frame, part);
  context.strokeStyle = palette.casing;
  context.lineWidth = byZoom(zoom, WIDTHS.casing);
  context.stroke();
  context.strokeStyle = palette.border;
  context.lineWidth = byZoom(zoom, WIDTHS.border);
  context.stroke();
  // Many vertices and a thin line: round joins would take most of the time, and cannot be seen.
  context.lineJoin = 'bevel';
  stroke(frame, [...core, ...stretches], palette.hues.amber, byZoom(zoom, WIDTHS.border) * 0.45);
  paintTicks(frame, border, palette);
}

/** Stretches of the line that belong to selected or hovered reaches. */
function chosenStretches(focus: Focus): Course[] {
  return focus.entries
    .filter((entry) => isReach(entry) && focus.isOn(entry))
    .flatMap(({ feature, lines }) =>
      feature.address ? focus.atlas.border.between(feature.address.km_from, feature.address.km_to) : lines,
    );
}

function stroke(frame: Frame, courses: readonly Course[], colour: string, width: number): void {
  if (courses.length === 0) return;
  const { context } = frame;
  context.beginPath();
  for (const course of courses) traceLine(frame, course);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

const TICK_HALF = 5;

function paintTicks(frame: Frame, border: BorderLine, palette: Palette): void {
  const spacing = tickSpacing(frame.zoom);
  if (spacing === 0) return;
  const { context } = frame;
  context.beginPath();
  for (let km = spacing; km < border.lengthKm; km += spacing) {
    const place = border.atKm(km);
    const x = frame.x(place.x);
    const y = frame.y(place.y);
    if (!frame.touches(x, y, TICK_HALF)) continue;
    const across = border.across(km, 0.3);
    context.moveTo(x - across.x * TICK_HALF, y - across.y * TICK_HALF);
    context.lineTo(x + across.x * TICK_HALF, y + across.y * TICK_HALF);
  }
  context.lineCap = 'butt';
  context.strokeStyle = palette.border;
  context.lineWidth = 1;
  context.stroke();
}

/** From this zoom a post says `km 770`, before only `700`. */
const UNIT_ZOOM = 10;
/** Sides of the line on which a post's label is tried, in multiples of its nearest place. */
const LABEL_SIDES = [-1, 1, -1.7, 1.7];

export function paintPosts(frame: Frame, border: BorderLine, placer: Placer, palette: Palette, lettering: Lettering): void {
  const { context, zoom } = frame;
  const style = { size: 10.5, weight: 700, colour: palette.border, halo: 3.6 } as const;
  for (let km = 0; km <= border.lengthKm; km += postSpacing(zoom)) {
    const place = border.atKm(km);
    const x = frame.x(place.x);
    const y = frame.y(place.y);
    if (!frame.touches(x, y, 0) || !placer.isFree(around(x, y, 2), 0)) continue;
    context.beginPath();
    context.arc(x, y, 3, 0, 2 * Math.PI);
    context.fillStyle = palette.casing;
    context.fill();
    context.strokeStyle = palette.border;
    context.lineWidth = 1.6;
    context.stroke();

    const label = km === 0 || zoom >= UNIT_ZOOM ? text.map.km(String(km)) : String(km);
    const half = lettering.width(label, style) / 2;
    const across = border.across(km, zoom < 8.75 ? 6 : 2);
    const rects = LABEL_SIDES.map((side): Rect => {
      const shift = side * (11 + half * Math.abs(across.x));
      return around(x + across.x * shift, y + across.y * side * 14, half, 6);
    });
    const { left, right } = frame.visible;
    const rect = placer.takeFirst(rects.filter((candidate) => candidate.left >= left && candidate.right <= right), 1);
    if (rect) lettering.write(label, rect.left, (rect.top + rect.bottom) / 2 + 0.5, style);
  }
}

/** Keeps names off the line, while they cannot be told apart from it. */
export function reserveLine(frame: Frame, border: BorderLine, placer: Placer): void {
  if (frame.zoom >= 11) return;
  for (const part of drawnLine(frame, border)) reservePart(frame, part, placer);
}

function reservePart(frame: Frame, { xy }: Course, placer: Placer): void {
  const spacing = 4;
  let lastX = -Infinity;
  let lastY = -Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    const x = frame.x(xy[i]!);
    const y = frame.y(xy[i + 1]!);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < spacing) continue;
    if (frame.touches(x, y, 5)) {
      // Long straight segments are kept off along their whole way.
      const steps = lastX === -Infinity ? 1 : Math.min(200, Math.ceil(Math.hypot(x - lastX, y - lastY) / 8));
      for (let step = 1; step <= steps; step++) {
        const share = steps === 1 ? 1 : step / steps;
        placer.take(around(steps === 1 ? x : lastX + (x - lastX) * share, steps === 1 ? y : lastY + (y - lastY) * share, 2));
      }
    }
    lastX = x;
    lastY = y;
  }
}
