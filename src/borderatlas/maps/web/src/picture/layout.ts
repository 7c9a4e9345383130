/** Where the parts of a saved picture stand. Pure; all lengths are CSS px. */

/** Width of a text. */
export type Measure = (text: string) => number;

/** Lines no wider than `most`; a word that is wider alone, such as an address, is cut where it must be. */
export function wrapped(text: string, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cut(word, most, measure);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return line === '' ? lines : [...lines, line];
}

function cut(word: string, most: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/** Places of items side by side, in as many rows as it takes. */
export function flow(widths: readonly number[], most: number, gap: number): { readonly x: number; readonly row: number }[] {
  let x = 0;
  let row = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > most) {
      x = 0;
      row++;
    }
    const place = { x, row };
    x += width + gap;
    return place;
  });
}

export const MARGIN = 14;
export const TITLE = { size: 18, line: 24 };
export const TEXT = { size: 12, line: 17 };
export const LEGEND = { line: 25, symbol: 20, gap: 18 };
/** Narrower than this nothing can be read. */
const NARROWEST = 360;

export interface Parts {
  readonly map: { readonly width: number; readonly height: number };
  /** Lines of the title, of what stands below it, and below the map; rows of the legend. */
  readonly title: number;
  readonly head: number;
  readonly legend: number;
  readonly foot: number;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** Tops of the parts. */
  readonly title: number;
  readonly head: number;
  readonly map: number;
  readonly legend: number;
  readonly foot: number;
}

/** Width of a picture of a map, and of the text in it. */
export function pictureWidth(map: number): { readonly whole: number; readonly text: number } {
  const whole = Math.max(NARROWEST, Math.round(map));
  return { whole, text: whole - 2 * MARGIN };
}

export function layoutPicture(parts: Parts): PictureLayout {
  const title = MARGIN - 4;
  const head = title + parts.title * TITLE.line;
  const map = head + parts.head * TEXT.line + 8;
  const legend = map + parts.map.height + 10;
  const foot = legend + parts.legend * LEGEND.line + (parts.legend > 0 ? 4 : 0);
  return { width: pictureWidth(parts.map.width).whole, height: foot + parts.foot * TEXT.line + MARGIN, title, head, map, legend, foot };
}
