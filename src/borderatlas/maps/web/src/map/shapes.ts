/**
 * Outlines and glyphs of the symbols: SVG path data in a box of ±10 units. Shape says what a thing is.
 *
 * They stand in `shapes.json`, which exports to GIS programs read as well.
 */

import drawings from './shapes.json';

export interface Shape {
  readonly outline: string;
  readonly glyph: string;
  /** Whether the glyph is stroked, filled, or both. */
  readonly drawn: 'stroke' | 'fill' | 'both';
  /** Radius as part of the radius of a symbol. */
  readonly scale: number;
}

export const SHAPES = drawings.shapes as Readonly<Record<string, Shape>>;
const FALLBACK = drawings.fallback as Shape;

export const shapeOf = (symbol: string): Shape =>
  (Object.prototype.hasOwnProperty.call(SHAPES, symbol) ? SHAPES[symbol] : undefined) ?? FALLBACK;

/** The stroke through a closed thing. */
export const SLASH = drawings.slash;
/** Stroke widths and dashes, in units of the box. */
export const STROKE = drawings.stroke;
export const PLANNED_DASH: readonly number[] = drawings.plannedDash;
