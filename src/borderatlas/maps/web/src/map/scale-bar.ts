/** A bar that says how long a kilometre is, painted on a canvas. */

import { latitudeOf, metresPerPixel } from '../data/mercator';
import { metres } from '../text/format';
import type { Lettering } from './lettering';
import type { Palette } from './palette';
import type { StillView } from './still';

/** Lengths by which a reader can count. */
const STEPS = [5, 2, 1];

/** The longest round length, metres, whose bar is not longer than `most` px, and its px. */
export function scaleBar({ zoom, centre }: StillView, most: number): { readonly metres: number; readonly px: number } {
  const perPixel = metresPerPixel(latitudeOf(centre.y), zoom);
  const limit = most * perPixel;
  const power = 10 ** Math.floor(Math.log10(limit));
  const length = power * (STEPS.find((step) => step * power <= limit) ?? 1);
  return { metres: length, px: length / perPixel };
}

/** Paints the bar with its lower left corner at x, y. */
export function paintScaleBar(context: CanvasRenderingContext2D, view: StillView, x: number, y: number, palette: Palette, lettering: Lettering): void {
  const bar = scaleBar(view, 120);
  context.lineJoin = 'miter';
  context.lineCap = 'butt';
  for (const [colour, width] of [[palette.halo, 4.5], [palette.ink, 1.6]] as const) {
    context.beginPath();
    context.moveTo(x, y - 7);
    context.lineTo(x, y);
    context.lineTo(x + bar.px, y);
    context.lineTo(x + bar.px, y - 7);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
  lettering.write(metres(bar.metres), x + 5, y - 9, { size: 11, colour: palette.ink });
}
