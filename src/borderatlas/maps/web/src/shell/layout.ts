/** Which of the three arrangements fits a page of a given size. Pure. */

export type Layout = 'wide' | 'middle' | 'narrow';

/** In another page the panel stays folded, and less room is enough for that. */
const EMBEDDED_MIDDLE = 560;

/**
 * @param width, height of the page, CSS px: a window, or the frame of a notebook
 * @param embedded whether the page is part of another
 */
export function layoutFor(width: number, height: number, embedded = false): Layout {
  if (embedded) return width >= EMBEDDED_MIDDLE ? 'middle' : 'narrow';
  if (width >= 1200) return 'wide';
  // A sheet from below would leave nothing of a low frame, so that gets the rail as well.
  const low = height < 520 && width >= 560;
  return width >= 760 || low ? 'middle' : 'narrow';
}

export type SheetHeight = 'peek' | 'half' | 'full';
export const SHEET_HEIGHTS: readonly SheetHeight[] = ['peek', 'half', 'full'];

/** Height of the bottom sheet in px, in a page of a given height. */
export function sheetPixels(height: SheetHeight, page: number): number {
  const peek = Math.min(318, Math.round(page * 0.43));
  switch (height) {
    case 'peek':
      return peek;
    case 'half':
      return Math.max(peek, Math.round(page * 0.5));
    case 'full':
      return Math.max(peek, page - 64);
  }
}

/** The height nearest to where a drag ended. */
export function nearestHeight(pixels: number, page: number): SheetHeight {
  const apart = (height: SheetHeight): number => Math.abs(sheetPixels(height, page) - pixels);
  return SHEET_HEIGHTS.reduce((best, height) => (apart(height) < apart(best) ? height : best));
}
