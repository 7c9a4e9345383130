/** Outlines and glyphs of the symbols: SVG path data in a box of ±10 units. Shape says what a thing is. */

export interface Shape {
  readonly outline: string;
  readonly glyph: string;
  /** Whether the glyph is stroked, filled, or both. */
  readonly drawn: 'stroke' | 'fill' | 'both';
  /** Radius as part of the radius of a symbol. */
  readonly scale: number;
}

const CIRCLE = 'M0-10A10 10 0 0 1 0 10A10 10 0 0 1 0-10Z';

export const SHAPES: Readonly<Record<string, Shape>> = {
  /** Rounded square, suspension bridge. */
  bridge: {
    outline: 'M-6-9H6Q9-9 9-6V6Q9 9 6 9H-6Q-9 9-9 6V-6Q-9-9-6-9Z',
    glyph: 'M-7 2.2H7M-3.6 5.5V-4.5M3.6 5.5V-4.5M-7-.6L-3.6-4.5Q0 2.4 3.6-4.5L7-.6',
    drawn: 'stroke',
    scale: 1,
  },
  /** Circle, barrier. */
  crossing: { outline: CIRCLE, glyph: 'M-4.5 5V-3.2M-4.5-1.2H5.8M-.8-1.2V1M2.6-1.2V1', drawn: 'stroke', scale: 1 },
  /** Hull, sailing boat. */
  ferry: {
    outline: 'M-10-7.5H10V-1A10 9.6 0 0 1-10-1Z',
    glyph: 'M-6 .7H6L4 4.7H-4ZM-.7-.7V-5.6L4.5-.7Z',
    drawn: 'fill',
    scale: 1,
  },
  /** House, awning with scallops. */
  market: {
    outline: 'M0-10.5L10-2.6V7Q10 9 8 9H-8Q-10 9-10 7V-2.6Z',
    glyph: 'M-6-1.6H6Q4 2.4 2-1.6Q0 2.4-2-1.6Q-4 2.4-6-1.6M-4.4 1.5V6H4.4V1.5',
    drawn: 'stroke',
    scale: 1,
  },
  /** Wide hexagon, factory with a saw-tooth roof. */
  zone: {
    outline: 'M-6-8.5H6L11 0L6 8.5H-6L-11 0Z',
    glyph: 'M-5.5 4.6V-1.2L-1.8 1V-1.2L1.9 1V-4.6H5.5V4.6Z',
    drawn: 'fill',
    scale: 1,
  },
  /** Shield, flag. */
  mission: {
    outline: 'M-9-9H9V1Q9 7 0 11Q-9 7-9 1Z',
    glyph: 'M-4.2 6.5V-5.5M-4.2-5.1H5L2.8-2.1L5 .9H-4.2Z',
    drawn: 'both',
    scale: 1,
  },
  /** Diamond, four-point star. */
  clash: {
    outline: 'M0-11L11 0L0 11L-11 0Z',
    glyph: 'M0-6.4L1.5-1.5L6.4 0L1.5 1.5L0 6.4L-1.5 1.5L-6.4 0L-1.5-1.5Z',
    drawn: 'fill',
    scale: 1,
  },
  /** Triangle, bolt. */
  energy: {
    outline: 'M0-11L11.5 8.5H-11.5Z',
    glyph: 'M1.8-6.2L-3.6 2.4H-.3L-1.8 7.4L3.8.2H.4Z',
    drawn: 'fill',
    scale: 1,
  },
  /** Trapezium, arrow on a base. */
  guard: {
    outline: 'M-6-9H6L10 9H-10Z',
    glyph: 'M0 4V-5.6M-3.6-1.5L0-5.6L3.6-1.5M-4.6 5.2H4.6',
    drawn: 'stroke',
    scale: 0.78,
  },
  /** Octagon, star. */
  base: {
    outline: 'M-4.6-10H4.6L10-4.6V4.6L4.6 10H-4.6L-10 4.6V-4.6Z',
    glyph: 'M0-6L1.6-2L6-1.9L2.6.8L3.8 5L0 2.6L-3.8 5L-2.6.8L-6-1.9L-1.6-2Z',
    drawn: 'fill',
    scale: 0.78,
  },
  /** Ring, three arms. */
  tripoint: {
    outline: 'M0-8A8 8 0 0 1 0 8A8 8 0 0 1 0-8Z',
    glyph: 'M0 0V-8M0 0L6.9 4M0 0L-6.9 4',
    drawn: 'stroke',
    scale: 0.9,
  },
  /** Triangle on its point, the sign for "not equal". */
  dispute: {
    outline: 'M-9.5-9H9.5Q12-9 10.8-6.8L1.8 9Q0 11.6-1.8 9L-10.8-6.8Q-12-9-9.5-9Z',
    glyph: 'M-4.6-4.6H4.6M-4.6-1H4.6M2.6-7L-2.6 1.6',
    drawn: 'stroke',
    scale: 0.9,
  },
  /** Tag, arrow. */
  movement: {
    outline: 'M-9-8H3L11 0L3 8H-9Q-10 8-10 7V-7Q-10-8-9-8Z',
    glyph: 'M-6.5 0H5M1.4-3.6L5 0L1.4 3.6',
    drawn: 'stroke',
    scale: 0.9,
  },
  /** Capsule, wave. */
  reach: {
    outline: 'M-6-5.5H6A5.5 5.5 0 0 1 6 5.5H-6A5.5 5.5 0 0 1-6-5.5Z',
    glyph: 'M-7 1Q-4.6-2.6-2.2 0T2.6 0T7-1',
    drawn: 'stroke',
    scale: 1,
  },
  /** Sheet with a folded corner, lines of text. */
  note: {
    outline: 'M-8-10H3L8-5V10H-8Z',
    glyph: 'M-4.5-3H2M-4.5.8H4.5M-4.5 4.6H4.5',
    drawn: 'stroke',
    scale: 0.85,
  },
};

const FALLBACK: Shape = { outline: CIRCLE, glyph: 'M0-2V5.5M0-5.6V-5.2', drawn: 'stroke', scale: 0.85 };

export const shapeOf = (symbol: string): Shape =>
  (Object.prototype.hasOwnProperty.call(SHAPES, symbol) ? SHAPES[symbol] : undefined) ?? FALLBACK;

/** The stroke through a closed thing. */
export const SLASH = 'M-9 9L9-9';
/** Stroke widths and dashes, in units of the box. */
export const STROKE = { casing: 3.2, outline: 2, edge: 1.3, glyph: 1.7, tripoint: 2, slash: 2, slashCasing: 4.4 } as const;
export const PLANNED_DASH = [3.4, 2.6] as const;
