/** Adds lines and rings to the current path of a canvas, without vertices that no reader can tell apart. */

import type { Course } from '../data/course';
import type { Frame } from './frame';

/** Vertices nearer than this to the last one drawn are left out, px. */
const FINEST = 0.6;
/** Strokes up to twice this wide stay right when segments beyond what is painted are skipped, px. */
const SLACK = 40;

/** Adds a closed ring. */
export function traceRing(frame: Frame, { xy }: Course): void {
  const { context } = frame;
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    const x = frame.x(xy[i]!);
    const y = frame.y(xy[i + 1]!);
    if (i === 0) context.moveTo(x, y);
    else if (Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST) continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  context.closePath();
}

/** Adds a line, whole: dashes keep their phase when the map is moved. */
export function traceWhole(frame: Frame, { xy }: Course): void {
  const { context } = frame;
  const last = xy.length - 2;
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = 0; i <= last; i += 2) {
    const x = frame.x(xy[i]!);
    const y = frame.y(xy[i + 1]!);
    if (i === 0) context.moveTo(x, y);
    else if (i < last && Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST) continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
}

/** Adds a line without the segments that lie beyond what is painted. Which vertices are left out does not depend on the view. */
export function traceLine(frame: Frame, { xy }: Course): void {
  const { context, part } = frame;
  const last = xy.length - 2;
  const left = part.left - SLACK;
  const top = part.top - SLACK;
  const right = part.right + SLACK;
  const bottom = part.bottom + SLACK;
  let lastX = 0;
  let lastY = 0;
  let lastSide = 0;
  let down = false;
  for (let i = 0; i <= last; i += 2) {
    const x = frame.x(xy[i]!);
    const y = frame.y(xy[i + 1]!);
    if (i > 0 && i < last && Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST) continue;
    const side = (x < left ? 1 : 0) | (x > right ? 2 : 0) | (y < top ? 4 : 0) | (y > bottom ? 8 : 0);
    if (i > 0) {
      if (side & lastSide) down = false;
      else {
        if (!down) context.moveTo(lastX, lastY);
        context.lineTo(x, y);
        down = true;
      }
    }
    lastX = x;
    lastY = y;
    lastSide = side;
  }
}
