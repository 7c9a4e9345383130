/** Which features a printed page lists, in which order, and which of them carry a number on the map. Pure. */

import type { Entry } from '../data/atlas';
import { byRank, groupOf } from '../map/ranks';
import { isEventFamily } from '../state/register';

/** What stands on paper, each part west to east. */
export interface Listed {
  /** Numbered on the map and in the list, from 1. */
  readonly numbered: readonly Entry[];
  readonly events: readonly Entry[];
  /** Everything else. */
  readonly further: readonly Entry[];
}

/** Sites and missions are what a reader looks for by name. */
export const isSite = (entry: Entry): boolean => groupOf(entry) === 'site' || entry.family.symbol === 'mission';

/** West to east along the line; what has no kilometre comes last. */
export function westToEast(a: Entry, b: Entry): number {
  const km = (entry: Entry): number => entry.feature.address?.km ?? Infinity;
  // Two infinities have no difference.
  if (km(a) !== km(b)) return km(a) - km(b);
  return byDates(a, b) || byRank(a, b) || (a.feature.id < b.feature.id ? -1 : 1);
}

function byDates(a: Entry, b: Entry): number {
  const start = (entry: Entry): string => entry.feature.start ?? '';
  return start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0;
}

/** On paper also what has no date. */
const isEvent = ({ family }: Entry): boolean => isEventFamily(family);

/**
 * @param entries what is shown
 * @param hasSites whether the page holds sites or missions at all; on other pages everything but events is numbered
 */
export function listed(entries: readonly Entry[], hasSites: boolean): Listed {
  const sorted = [...entries].sort(westToEast);
  const isNumbered = (entry: Entry): boolean => !isEvent(entry) && (!hasSites || isSite(entry));
  return {
    numbered: sorted.filter(isNumbered),
    events: sorted.filter(isEvent),
    further: sorted.filter((entry) => !isEvent(entry) && !isNumbered(entry)),
  };
}

/** `2–5, 8`: numbers in order, runs joined. */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (sorted[end + 1] === sorted[end]! + 1) end++;
    parts.push(end === i ? String(sorted[i]) : `${sorted[i]}–${sorted[end]}`);
    i = end + 1;
  }
  return parts.join(', ');
}
