/** Which family stands before which: where symbols meet, and in what order they are painted. */

import type { Entry } from '../data/atlas';

/** Families that make up one place of crossing; they may share a tray. */
const SITES = new Set(['bridge', 'crossing', 'ferry', 'market', 'zone']);
/** Families left out below `FAR_ZOOM`. */
const FINE = new Set(['guard', 'base', 'energy']);
/** The first in a crowd is drawn for all. */
const RANKS = [
  'bridge', 'crossing', 'ferry', 'market', 'zone', 'mission', 'tripoint', 'energy', 'clash', 'movement', 'dispute', 'guard', 'base', 'note',
];
/** Bottom up. */
const PAINTED = ['note', 'base', 'guard', 'dispute', 'movement', 'energy', 'clash', 'tripoint', 'mission', 'site'];

const placesOf = (order: readonly string[]): ReadonlyMap<string, number> => new Map(order.map((name, i) => [name, i]));
const RANK = placesOf(RANKS);
const LAYER = placesOf(PAINTED);

const place = (order: ReadonlyMap<string, number>, name: string): number => order.get(name) ?? order.size;

/** Symbols of one group may stand for each other; groups never merge. */
export const groupOf = ({ family }: Entry): string => (SITES.has(family.symbol) ? 'site' : family.symbol);

export const isFine = ({ family }: Entry): boolean => FINE.has(family.symbol);

/** Deaths that a source states, the best figure before the bounds; undefined where none is stated. */
export const deathsOf = ({ feature }: Entry): number | undefined => feature.deaths?.best ?? feature.deaths?.low ?? feature.deaths?.high;

/** Sorts entries so that the first of a crowd is the one to draw. */
export function byRank(a: Entry, b: Entry): number {
  return place(RANK, a.family.symbol) - place(RANK, b.family.symbol) || (deathsOf(b) ?? 0) - (deathsOf(a) ?? 0);
}

/** Sorts groups from the bottom up. */
export const byPaintOrder = (a: string, b: string): number => place(LAYER, a) - place(LAYER, b);

/** Symbols of a group closer than this many radii merge. */
export function reachOf(group: string): number {
  if (group === 'site') return 1.9;
  return group === 'clash' ? 1.35 : 1.7;
}
