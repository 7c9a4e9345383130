/** Circles of the true radius around symbols: the true place lies within. */

import type { Focus } from './focus';
import type { Frame } from './frame';
import { withAlpha, type Palette } from './palette';

/** A circle smaller than the symbol on it says nothing, px. */
const SMALLEST = 9;
/** Wider than this part of the map's shorter side a circle loses its fill. */
const FILLED_TO = 0.6;

export function paintCircles(frame: Frame, focus: Focus, palette: Palette): void {
  const { context } = frame;
  // Entries with one place and one precision share a circle: many faint strokes would add up to a strong one.
  const circles = new Map<string, { x: number; y: number; r: number; colour: string; on: boolean }>();
  for (const entry of focus.entries) {
    const { mark, precision_m: metres } = entry.feature;
    if (mark !== 'circle' || metres === undefined) continue;
    for (const point of entry.points) {
      const r = frame.radius(metres, point);
      const x = frame.x(point.x);
      const y = frame.y(point.y);
      if (r < SMALLEST || !frame.touches(x, y, r)) continue;
      const key = `${entry.family.hue}/${x.toFixed(1)}/${y.toFixed(1)}/${r.toFixed(1)}`;
      const on = focus.isOn(entry) || (circles.get(key)?.on ?? false);
      circles.set(key, { x, y, r, colour: palette.hues[entry.family.hue], on });
    }
  }
  for (const { x, y, r, colour, on } of [...circles.values()].sort((a, b) => Number(a.on) - Number(b.on))) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    if (r < frame.shorterSide * FILLED_TO) {
      context.fillStyle = withAlpha(colour, on ? 0.14 : 0.04);
      context.fill();
    }
    context.strokeStyle = on ? colour : withAlpha(colour, 0.44);
    context.lineWidth = on ? 2 : 1;
    context.stroke();
  }
}
