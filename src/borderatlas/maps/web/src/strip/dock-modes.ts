/** How much of the strip a page shows. Pure. */

import type { Layout } from '../shell/layout';
import { HEIGHTS, type Mode } from './plan';

export const BAR = 28;
export const HISTOGRAM = 58;
/** Lower pages keep the strip closed to its line. */
export const LOW_PAGE = 560;
/** A taller strip leaves the map at least this, and is itself at least that, px. */
const MAP_LEAST = 330;
const TALL_LEAST = 240;

/**
 * How the dock stands in a page of a given size; null where it does not.
 *
 * @param page height of the page, px
 * @param opened what the reader asked for; null while it is the layout's choice
 */
export function dockMode(layout: Layout, page: number, opened: boolean | null, taller: boolean): Mode | null {
  if (layout === 'narrow') return null;
  const open = opened ?? (layout === 'wide' && page >= LOW_PAGE);
  if (!open) return 'line';
  return taller && page >= LOW_PAGE ? 'tall' : 'low';
}

/** Height of a taller strip in a page of a given height. */
export function tallHeight(page: number): number {
  return Math.max(TALL_LEAST, Math.min(HEIGHTS.tall, page - BAR - HISTOGRAM - MAP_LEAST));
}
