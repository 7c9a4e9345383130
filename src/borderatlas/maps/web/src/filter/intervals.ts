/** Stretches of time and of the line that a feature may cover, and whether they meet a window. Both ends are included. Pure. */

import type { Feature } from '../data/types';

export type Span = readonly [from: number, to: number];

/** Year of an ISO 8601 date, partial or not. Asked of every feature at every step of a drag, so no pattern is matched. */
function year(date: string | undefined): number | null {
  if (date === undefined || date.length < 4 || (date.length > 4 && date[4] !== '-')) return null;
  const value = Number(date.slice(0, 4));
  return Number.isInteger(value) ? value : null;
}

/**
 * The years that a feature's date covers. A partial date lies within one year, however much of it is known; of start and end, one alone
 * stands for both. Null where no date is known.
 */
export function yearsOf({ start, end }: Pick<Feature, 'start' | 'end'>): Span | null {
  const from = year(start);
  const to = year(end);
  if (from === null) return to === null ? null : [to, to];
  return [from, Math.max(from, to ?? from)];
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DAY_MS = 86_400_000;

/** The days, counted from 1970, among which a partial date lies. */
function days(date: string): Span | null {
  const match = DATE.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  const first = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const last = Date.UTC(Number(year) + (month === undefined ? 1 : 0), month === undefined ? 0 : Number(month) - 1 + (day === undefined ? 1 : 0), day === undefined ? 0 : Number(day));
  return [first / DAY_MS, last / DAY_MS];
}

/** The days that a feature's date covers, from the first possible to the last; null where no start is known. */
export function daysOf({ start, end }: Pick<Feature, 'start' | 'end'>): Span | null {
  const from = start === undefined ? null : days(start);
  if (from === null) return null;
  const to = end === undefined ? from : (days(end) ?? from);
  return [from[0], Math.max(from[1], to[1])];
}

/** The kilometres among which a feature lies. Null where it has no place on the line. */
export function kilometresOf({ address, stretch }: Pick<Feature, 'address' | 'stretch'>): Span | null {
  return address ? [address.km_from, address.km_to] : (stretch ?? null);
}

export function meets([from, to]: Span, [first, last]: Span): boolean {
  return from <= last && first <= to;
}

/** The window from one value to another, whichever is the smaller; null where it leaves nothing of the whole out. */
export function windowOf(a: number, b: number, whole: Span): Span | null {
  const from = Math.min(a, b);
  const to = Math.max(a, b);
  return from <= whole[0] && to >= whole[1] ? null : [from, to];
}
