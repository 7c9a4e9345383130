/** The measured way on a canvas, for paper and saved pictures: as measuring/drawing.ts shows it on the page's map. */

import { mercatorX, mercatorY } from '../data/mercator';
import type { Frame } from '../map/frame';
import type { Lettering } from '../map/lettering';
import type { Palette } from '../map/palette';
import { type Place, totals, wayAlong } from './geodesic';
import { length } from './words';

const POINT = 5;
const LABEL = { size: 11.5, weight: 700 } as const;

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
    if (i > 0) lettering.write(length(so[i]!), x + 8, y - 13, { ...LABEL, colour: palette.ink });
  });
  context.restore();
}
