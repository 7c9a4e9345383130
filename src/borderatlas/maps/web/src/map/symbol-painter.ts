/** Paints the symbols that map/marks.ts laid out. */

import type { Frame } from './frame';
import type { Lettering } from './lettering';
import type { Mark, Spot, Tray } from './marks';
import type { Palette } from './palette';
import { drawSymbol } from './symbols';

export function paintSymbols(frame: Frame, spots: readonly Spot[], palette: Palette, lettering: Lettering): void {
  const { context } = frame;
  for (const { marks, tray } of spots) {
    if (tray) paintTray(context, tray, palette);
    for (const mark of marks) paintMark(context, mark, palette, lettering);
  }
  for (const { marks } of spots) for (const mark of marks) if (mark.selected) paintRing(context, mark, palette);
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark, palette: Palette, lettering: Lettering): void {
  const { entry } = mark;
  const look = {
    symbol: entry.family.symbol,
    hue: entry.family.hue,
    fill: mark.hollow && entry.fill === 'filled' ? ('hollow' as const) : entry.fill,
    strong: mark.strong,
  };
  drawSymbol(context, look, mark.x, mark.y, mark.r, palette);
  if (mark.pill) paintPill(context, mark.pill, palette, lettering);
}

function paintPill(context: CanvasRenderingContext2D, { text, rect }: NonNullable<Mark['pill']>, palette: Palette, lettering: Lettering): void {
  roundedRect(context, rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 6);
  context.strokeStyle = palette.casing;
  context.lineWidth = 1.5;
  context.stroke();
  context.fillStyle = palette.ink;
  context.fill();
  const style = { size: 9.5, weight: 700, colour: palette.panel, halo: 0 } as const;
  lettering.writeCentred(text, (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2 + 0.4, style);
}

function paintTray(context: CanvasRenderingContext2D, { x, y, rect }: Tray, palette: Palette): void {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, rect.bottom);
  context.stroke();
  context.beginPath();
  context.arc(x, y, 3.4, 0, 2 * Math.PI);
  context.fillStyle = palette.ink;
  context.fill();
  context.strokeStyle = palette.casing;
  context.stroke();
  roundedRect(context, rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 6);
  context.fillStyle = palette.panel;
  context.fill();
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  context.stroke();
}

function paintRing(context: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  context.beginPath();
  context.arc(mark.x, mark.y, mark.r + 6.5, 0, 2 * Math.PI);
  context.lineWidth = 5;
  context.strokeStyle = palette.casing;
  context.stroke();
  context.lineWidth = 2.4;
  context.strokeStyle = palette.ink;
  context.stroke();
}

/** `roundRect` of the canvas is too young for the web views of some notebook hosts. */
function roundedRect(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, radius: number): void {
  const r = Math.min(radius, width / 2, height / 2);
  context.beginPath();
  context.moveTo(x + r, y);
  context.arcTo(x + width, y, x + width, y + height, r);
  context.arcTo(x + width, y + height, x, y + height, r);
  context.arcTo(x, y + height, x, y, r);
  context.arcTo(x, y, x + width, y, r);
  context.closePath();
}
