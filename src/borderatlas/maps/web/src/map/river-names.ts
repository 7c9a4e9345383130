/** Names of rivers: the whole word beside the straightest run of the course, so that joined scripts stay joined. */

import type { River } from '../data/ground';
import type { Frame, Rect } from './frame';
import { inLanguage, type NameTools } from './names';
import { around } from './placer';
import type { TextStyle } from './lettering';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A course on the sheet, with the length of the way to each vertex. */
export interface Way {
  readonly points: readonly Spot[];
  readonly lengths: readonly number[];
}

/** Where a name may lie along a course: its middle, and the direction of the course there. */
export interface Run {
  readonly x: number;
  readonly y: number;
  /** Radians; never upside down. */
  readonly angle: number;
}

/** Vertices nearer than this do not bend a word, px. */
const COARSE = 3;
/** Steps in which places along a course are tried, px. */
const STEP = 14;
/** A run is straight when its ends lie at least this part of its length apart. */
const STRAIGHT = 0.9;

export function nameRivers(tools: NameTools): void {
  const { frame, focus } = tools;
  const order = frame.zoom < 7.5 ? 1 : frame.zoom < 8.5 ? 2 : 3;
  for (const river of focus.atlas.ground.rivers) if (river.order <= order && frame.shows(river.course.box)) nameRiver(tools, river);
}

function nameRiver(tools: NameTools, river: River): void {
  const { frame, focus, lettering, palette, placer } = tools;
  const name = inLanguage(river.names, focus.language);
  if (name === '') return;
  const style: TextStyle = { size: river.order === 1 ? 11.5 : 10.5, italic: true, spacing: 0.8, colour: palette.waterInk };
  const width = lettering.width(name, style);
  const run = straightestRun(wayOf(frame, river), width + 8, frame.visible);
  if (!run) return;
  const off = river.order === 1 ? 11 : 8;
  for (const side of [-1, 1, -1.4, 1.4]) {
    const x = run.x - Math.sin(run.angle) * off * side;
    const y = run.y + Math.cos(run.angle) * off * side;
    const boxes = boxesAlong(x, y, run.angle, width);
    if (!boxes.every((box) => placer.isFree(box, 1))) continue;
    for (const box of boxes) placer.take(box);
    const { context } = frame;
    context.save();
    context.translate(x, y);
    context.rotate(run.angle);
    lettering.writeCentred(name, 0, 0, style);
    context.restore();
    return;
  }
}

function wayOf(frame: Frame, { course: { xy } }: River): Way {
  const points: Spot[] = [];
  const lengths: number[] = [];
  for (let i = 0; i < xy.length; i += 2) {
    const point = { x: frame.x(xy[i]!), y: frame.y(xy[i + 1]!) };
    const last = points[points.length - 1];
    const step = last ? Math.hypot(point.x - last.x, point.y - last.y) : 0;
    if (last && step <= COARSE) continue;
    lengths.push((lengths[lengths.length - 1] ?? 0) + step);
    points.push(point);
  }
  return { points, lengths };
}

/** The straightest and most level stretch of a length within what is visible; undefined where none is straight enough. */
export function straightestRun(way: Way, length: number, visible: Rect): Run | undefined {
  const total = way.lengths[way.lengths.length - 1] ?? 0;
  const middle = { x: (visible.left + visible.right) / 2, y: (visible.top + visible.bottom) / 2 };
  const inView = ({ x, y }: Spot): boolean => x >= visible.left && x <= visible.right && y >= visible.top && y <= visible.bottom;
  let best: { score: number; a: Spot; b: Spot } | undefined;
  let i = 0;
  let j = 0;
  for (let start = 10; start + length < total - 10; start += STEP) {
    while (way.lengths[i + 1]! <= start) i++;
    j = Math.max(i, j);
    while (way.lengths[j + 1]! <= start + length) j++;
    const a = along(way, i, start);
    const b = along(way, j, start + length);
    if (!inView(a) || !inView(b)) continue;
    const straight = Math.hypot(b.x - a.x, b.y - a.y) / length;
    if (straight < STRAIGHT) continue;
    const tilt = Math.abs(Math.atan2(b.y - a.y, Math.abs(b.x - a.x)));
    const away = Math.hypot((a.x + b.x) / 2 - middle.x, (a.y + b.y) / 2 - middle.y);
    const score = straight * 2 - tilt * 0.35 - away / 3000;
    if (!best || score > best.score) best = { score, a, b };
  }
  if (!best) return undefined;
  const [left, right] = best.a.x <= best.b.x ? [best.a, best.b] : [best.b, best.a];
  return { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2, angle: Math.atan2(right.y - left.y, right.x - left.x) };
}

/** The place at a length of the way, on the segment that begins at vertex i. */
function along({ points, lengths }: Way, i: number, length: number): Spot {
  const a = points[i]!;
  const b = points[i + 1] ?? a;
  const step = (lengths[i + 1] ?? lengths[i]!) - lengths[i]!;
  const share = step > 0 ? (length - lengths[i]!) / step : 0;
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
}

/** A rotated word as small boxes. */
function boxesAlong(x: number, y: number, angle: number, width: number): Rect[] {
  const boxes: Rect[] = [];
  for (let u = -width / 2 + 4; u <= width / 2 - 4; u += 8) boxes.push(around(x + Math.cos(angle) * u, y + Math.sin(angle) * u, 4, 5));
  return boxes;
}
