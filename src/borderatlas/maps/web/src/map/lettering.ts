/** Text on a canvas: measured and written with the same font, spacing and direction, with a halo behind it. */

import { shortened } from '../text/format';

export interface TextStyle {
  readonly size: number;
  readonly weight?: 400 | 500 | 700;
  readonly italic?: boolean;
  /** Between letters, px; only scripts with capitals are spaced. */
  readonly spacing?: number;
  readonly colour: string;
  /** Width of the halo, px; 0 for none. */
  readonly halo?: number;
}

const HALO = 3.2;
/** Names on the map are cut here: a layer may hold a name of any length. */
const LONGEST = 48;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** Whether the script knows capitals; if not, letters are neither spaced nor slanted: Arabic letters join. */
export const hasCapitals = (text: string): boolean => text.toUpperCase() !== text.toLowerCase();

export const capitals = (text: string, language: string): string => {
  try {
    return text.toLocaleUpperCase(language);
  } catch {
    return text.toUpperCase();
  }
};

export const forMap = (name: string): string => shortened(name.slice(0, 4 * LONGEST).replace(/\s+/g, ' ').trim(), LONGEST);

/** Widths by font, spacing and text: measuring is the dearest part of placing names. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 5000;

export class Lettering {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly family: string,
    private readonly haloColour: string,
  ) {}

  width(text: string, style: TextStyle): number {
    const key = `${this.font(text, style)}|${style.spacing ?? 0}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      this.dress(text, style);
      width = this.context.measureText(text).width;
      this.undress();
      if (widths.size >= MOST_WIDTHS) widths.clear();
      widths.set(key, width);
    }
    return width;
  }

  /** Writes from the left end x, centred on y. */
  write(text: string, x: number, y: number, style: TextStyle): void {
    const { context } = this;
    this.dress(text, style);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    const halo = style.halo ?? HALO;
    if (halo > 0) {
      context.lineJoin = 'round';
      context.strokeStyle = this.haloColour;
      context.lineWidth = halo;
      context.strokeText(text, x, y);
    }
    context.fillStyle = style.colour;
    context.fillText(text, x, y);
    this.undress();
  }

  writeCentred(text: string, x: number, y: number, style: TextStyle): void {
    this.write(text, x - this.width(text, style) / 2, y, style);
  }

  private font(text: string, style: TextStyle): string {
    const slant = style.italic && hasCapitals(text) ? 'italic ' : '';
    // Arabic script is smaller at the same size.
    const size = isRightToLeft(text) ? style.size + 1 : style.size;
    return `${slant}${style.weight ?? 400} ${size}px ${this.family}`;
  }

  private dress(text: string, style: TextStyle): void {
    this.context.font = this.font(text, style);
    this.context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
    if (style.spacing && hasCapitals(text)) this.context.letterSpacing = `${style.spacing}px`;
  }

  private undress(): void {
    this.context.letterSpacing = '0px';
    this.context.direction = 'ltr';
  }
}
