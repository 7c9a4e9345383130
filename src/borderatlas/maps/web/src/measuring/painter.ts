/** The measured way on a canvas, for paper and saved pictures: as measuring/drawing.ts shows it on the page's map. */

import { mercatorX, mercatorY } from '../data/mercator';
import type { Frame } from '../map/frame';
import type { Lettering } from '../map/lettering';
import type { Palette } from '../map/palette';
import { type Place, totals, wayAlong } from './geodesic';
import { length } from './words';

const POINT = 5;
const LABEL = { size: 11.5, weight: 700, halo: 0 } as const;
/** Padding of a label, its height, and where its lower left corner stands from its point, px: as style/measuring.css has them. */
const BOX = { padding: 5, height: 17, right: 6, up: 7, radius: 4 } as const;

export function paintMeasured(frame: Frame, points: readonly Place[], palette: Palette, lettering: Lettering): void {
  if (points.length === 0) return;
  const { context } = frame;
  const at = ({ lat, lon }: Place): readonly [x: number, y: number] => [frame.x(mercatorX(lon)), frame.y(mercatorY(lat))];
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  for (const place of wayAlong(points)) context.lineTo(...at(place));
  for (const [colour, width] of [[palette.casing, 5], [palette.focus, 2.2]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
  const so = totals(points);
  points.forEach((point, i) => {
    const [x, y] = at(point);
    context.beginPath();
    context.arc(x, y, POINT - 1.1, 0, 2 * Math.PI);
    context.fillStyle = palette.casing;
    context.fill();
    context.strokeStyle = palette.focus;
    context.lineWidth = 2.2;
    context.stroke();
    if (i > 0) paintLabel(context, length(so[i]!), x, y, palette, lettering);
  });
  context.restore();
}

/** On a box, for what the map says is written already, and may be written just there. */
function paintLabel(context: CanvasRenderingContext2D, total: string, x: number, y: number, palette: Palette, lettering: Lettering): void {
  const style = { ...LABEL, colour: palette.ink };
  const left = x + BOX.right;
  const top = y - BOX.up - BOX.height;
  context.beginPath();
  context.roundRect(left, top, lettering.width(total, style) + 2 * BOX.padding, BOX.height, BOX.radius);
  context.fillStyle = palette.panel;
  context.fill();
  lettering.write(total, left + BOX.padding, top + BOX.height / 2, style);
}
