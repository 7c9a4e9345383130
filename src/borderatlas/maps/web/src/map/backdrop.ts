/** Paints what lies under everything: land, boundaries of provinces, water, boundaries of countries, and the soft edge of the data. */

import type { Ground, GroundArea } from '../data/ground';
import type { Frame } from './frame';
import { withAlpha, type Palette } from './palette';
import { byZoom, FAR_ZOOM, WIDTHS } from './scale';
import { traceLine, traceRing, traceWhole } from './trace';

/** Countries on the two banks. */
export interface Home {
  readonly left: string;
  readonly right: string;
}

export function paintBackdrop(frame: Frame, ground: Ground, home: Home, palette: Palette): void {
  const { context } = frame;
  context.fillStyle = palette.landOther;
  context.fillRect(0, 0, frame.width, frame.height);
  for (const country of ground.countries) {
    const colour =
      country.code === home.left ? palette.homeLeft : country.code === home.right ? palette.homeRight : palette.landOther;
    fillArea(frame, country, colour);
  }
  context.lineJoin = 'round';
  context.lineCap = 'butt';
  if (frame.zoom >= FAR_ZOOM) paintProvinceLines(frame, ground, palette);
  paintLakes(frame, ground, palette);
  paintRivers(frame, ground, palette);
  paintCountryLines(frame, ground, palette);
  paintEdge(frame, ground, palette);
}

function fillArea(frame: Frame, area: GroundArea, colour: string): void {
  const { context } = frame;
  context.beginPath();
  for (const ring of area.rings) if (frame.shows(ring.box)) traceRing(frame, ring);
  context.fillStyle = colour;
  context.fill('evenodd');
}

function paintProvinceLines(frame: Frame, ground: Ground, palette: Palette): void {
  const { context } = frame;
  context.beginPath();
  for (const line of ground.provinceLines) if (frame.shows(line.box)) traceWhole(frame, line);
  context.strokeStyle = palette.provinceLine;
  context.lineWidth = byZoom(frame.zoom, WIDTHS.province);
  context.setLineDash([3, 2.5]);
  context.stroke();
  context.setLineDash([]);
}

function paintLakes(frame: Frame, ground: Ground, palette: Palette): void {
  const { context, zoom } = frame;
  const smallest = zoom < 7.5 ? 12 : zoom < 9 ? 3 : 0;
  for (const lake of ground.lakes) {
    if (lake.areaKm2 < smallest) continue;
    fillArea(frame, lake, palette.water);
    context.strokeStyle = palette.river;
    context.lineWidth = 0.6;
    context.stroke();
  }
}

function paintRivers(frame: Frame, ground: Ground, palette: Palette): void {
  const { context, zoom } = frame;
  for (const river of ground.rivers) {
    if ((river.order > 2 && zoom < 7.75) || !frame.shows(river.course.box)) continue;
    context.beginPath();
    context.lineWidth = byZoom(zoom, river.order === 1 ? WIDTHS.mainRiver : WIDTHS.river);
    if (river.approximate) {
      traceWhole(frame, river.course);
      context.strokeStyle = palette.riverApproximate;
      context.setLineDash([5, 3]);
    } else {
      traceLine(frame, river.course);
      context.strokeStyle = palette.river;
    }
    context.stroke();
    context.setLineDash([]);
  }
}

function paintCountryLines(frame: Frame, ground: Ground, palette: Palette): void {
  const { context } = frame;
  context.beginPath();
  for (const line of ground.countryLines) if (frame.shows(line.box)) traceLine(frame, line);
  context.strokeStyle = palette.countryLine;
  context.lineWidth = byZoom(frame.zoom, WIDTHS.country);
  // Round joins of a line so thin cannot be seen, and were half of the time that the whole backdrop took.
  context.lineJoin = 'bevel';
  context.stroke();
}

/** The data end in a rectangle; a fade keeps its edge from being read as a boundary. */
function paintEdge(frame: Frame, ground: Ground, palette: Palette): void {
  const { context } = frame;
  const left = frame.x(ground.frame.west);
  const right = frame.x(ground.frame.east);
  const top = frame.y(ground.frame.north);
  const bottom = frame.y(ground.frame.south);
  const depth = Math.max(18, Math.min(60, (right - left) * 0.05));
  const strips = [
    [left, 0, left + depth, 0, left - 2, top - 2, depth + 2, bottom - top + 4],
    [right, 0, right - depth, 0, right - depth, top - 2, depth + 2, bottom - top + 4],
    [0, top, 0, top + depth, left - 2, top - 2, right - left + 4, depth + 2],
    [0, bottom, 0, bottom - depth, left - 2, bottom - depth, right - left + 4, depth + 2],
  ] as const;
  for (const [x0, y0, x1, y1, x, y, width, height] of strips) {
    if (x > frame.width || y > frame.height || x + width < 0 || y + height < 0) continue;
    const fade = context.createLinearGradient(x0, y0, x1, y1);
    fade.addColorStop(0, palette.landOther);
    fade.addColorStop(1, withAlpha(palette.landOther, 0));
    context.fillStyle = fade;
    context.fillRect(x, y, width, height);
  }
}
