/** Symbols by family and status: on the canvas of the map, and as SVG for legend, panel and drawer. Fill says the status. */

import type { Family, Status } from '../data/types';
import type { Palette } from './palette';
import { PLANNED_DASH, shapeOf, SLASH, STROKE, type Shape } from './shapes';

export interface SymbolLook {
  readonly symbol: string;
  readonly hue: Family['hue'];
  readonly fill: Status['fill'];
  /** Selected, or under the pointer. */
  readonly strong?: boolean;
}

/** The tripoint is part of the line: a ring in the line's colour, never filled. */
const isRing = (symbol: string): boolean => symbol === 'tripoint';

interface Paths {
  readonly shape: Shape;
  readonly outline: Path2D;
  readonly glyph: Path2D;
}

const paths = new Map<string, Paths>();

function pathsOf(symbol: string): Paths {
  let found = paths.get(symbol);
  if (!found) {
    const shape = shapeOf(symbol);
    found = { shape, outline: new Path2D(shape.outline), glyph: new Path2D(shape.glyph) };
    paths.set(symbol, found);
  }
  return found;
}

let slash: Path2D | undefined;

/** Paints a symbol with its centre at x, y; r is half of its box, px. */
export function drawSymbol(context: CanvasRenderingContext2D, look: SymbolLook, x: number, y: number, r: number, palette: Palette): void {
  const { shape, outline, glyph } = pathsOf(look.symbol);
  const hollow = look.fill !== 'filled' || isRing(look.symbol);
  const colour = isRing(look.symbol) ? palette.border : palette.hues[look.hue];
  const edge = look.hue === 'amber' ? palette.edgeAmber : colour;
  const stroke = (path: Path2D, style: string, width: number): void => {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke(path);
  };

  context.save();
  context.translate(x, y);
  context.scale(r / 10, r / 10);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (look.strong) stroke(outline, palette.ink, 7);
  stroke(outline, palette.casing, look.strong ? 3.6 : STROKE.casing);
  context.fillStyle = hollow ? palette.paper : colour;
  context.fill(outline);
  if (hollow) {
    if (look.fill === 'dashed') context.setLineDash([...PLANNED_DASH]);
    stroke(outline, edge, STROKE.outline);
    context.setLineDash([]);
  } else if (look.hue === 'amber') stroke(outline, edge, STROKE.edge);

  const ink = glyphInk(look, hollow, colour, palette);
  context.fillStyle = ink;
  if (shape.drawn !== 'stroke') context.fill(glyph);
  if (shape.drawn !== 'fill') stroke(glyph, ink, isRing(look.symbol) ? STROKE.tripoint : STROKE.glyph);
  if (look.fill === 'slash') {
    slash ??= new Path2D(SLASH);
    stroke(slash, palette.casing, STROKE.slashCasing);
    stroke(slash, edge, STROKE.slash);
  }
  context.restore();
}

function glyphInk(look: SymbolLook, hollow: boolean, colour: string, palette: Palette): string {
  if (look.hue === 'amber' && !isRing(look.symbol)) return hollow ? palette.ink : palette.glyphOnAmber;
  return hollow ? colour : palette.glyph;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The symbol as an SVG element; colours are CSS variables, so a change of scheme needs no redraw. */
export function symbolSvg(family: Family, size: number, fill: Status['fill']): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ width: size, height: size, viewBox: '-13 -13 26 26', 'aria-hidden': 'true' })) {
    svg.setAttribute(name, String(value));
  }
  svg.append(symbolGroup(family, fill));
  return svg;
}

/** The same as a group of ±10 units around 0, 0, for use within a larger drawing. */
export function symbolGroup(family: Family, fill: Status['fill']): SVGGElement {
  const shape = shapeOf(family.symbol);
  const ring = isRing(family.symbol);
  const hollow = fill !== 'filled' || ring;
  const amber = family.hue === 'amber' && !ring;
  const colour = ring ? 'var(--border)' : `var(--hue-${family.hue})`;
  const edge = amber ? 'var(--edge-amber)' : colour;
  const ink = amber ? (hollow ? 'var(--ink)' : 'var(--glyph-on-amber)') : hollow ? colour : 'var(--glyph)';
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('stroke-linejoin', 'round');
  group.setAttribute('stroke-linecap', 'round');
  const add = (d: string, attributes: Record<string, string | number>): void => {
    const path = document.createElementNS(SVG, 'path');
    for (const [name, value] of Object.entries({ d, fill: 'none', ...attributes })) path.setAttribute(name, String(value));
    group.append(path);
  };

  add(shape.outline, { stroke: 'var(--casing)', 'stroke-width': STROKE.casing });
  add(shape.outline, { fill: hollow ? 'var(--paper)' : colour });
  if (hollow) {
    const dash = fill === 'dashed' ? { 'stroke-dasharray': PLANNED_DASH.join(' ') } : {};
    add(shape.outline, { stroke: edge, 'stroke-width': STROKE.outline, ...dash });
  } else if (amber) add(shape.outline, { stroke: edge, 'stroke-width': STROKE.edge });
  add(shape.glyph, {
    ...(shape.drawn === 'stroke' ? {} : { fill: ink }),
    ...(shape.drawn === 'fill' ? {} : { stroke: ink, 'stroke-width': ring ? STROKE.tripoint : STROKE.glyph }),
  });
  if (fill === 'slash') {
    add(SLASH, { stroke: 'var(--casing)', 'stroke-width': STROKE.slashCasing });
    add(SLASH, { stroke: edge, 'stroke-width': STROKE.slash });
  }
  return group;
}
