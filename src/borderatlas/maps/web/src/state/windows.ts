/** Time window, km window and filters in the address: `t=2014-2026&km=380-820&k=attack&w=5000`. Pure. */

import type { Span } from '../filter/intervals';
import { type Filters, NO_FILTERS, type State } from './store';

/** What this page can filter by; a link to anything else is told. */
export interface Filterable {
  readonly kinds: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  /** Length of the line, km. */
  readonly length: number;
}

export type Windows = Pick<State, 'years' | 'km' | 'filters'>;

export interface ToldWindows {
  readonly state: Windows;
  /** A single kilometre to go to, where the address names one instead of a window. */
  readonly kilometre: number | null;
  readonly unknown: readonly string[];
}

type Lists = 'kinds' | 'statuses' | 'actors';
type Numbers = 'within_m' | 'sources' | 'deaths';

/** Keys in the order in which they are written. */
const LISTS: Readonly<Record<Lists, string>> = { kinds: 'k', statuses: 'st', actors: 'by' };
const NUMBERS: Readonly<Record<Numbers, string>> = { within_m: 'w', sources: 'src', deaths: 'd' };
const DISPUTED = 'x';

/** The parts of a fragment that these members make; those with their defaults make none. */
export function writeWindows({ years, km, filters }: Windows): string[] {
  const parts: string[] = [];
  if (years) parts.push(`t=${years.map((year) => String(year).padStart(4, '0')).join('-')}`);
  if (km) parts.push(`km=${km.map(kilometreText).join('-')}`);
  for (const [name, key] of entries(LISTS)) {
    if (filters[name].size > 0) parts.push(`${key}=${[...filters[name]].sort().map(encodeURIComponent).join(',')}`);
  }
  for (const [name, key] of entries(NUMBERS)) {
    if (filters[name] !== null) parts.push(`${key}=${filters[name]}`);
  }
  if (filters.disputed) parts.push(`${DISPUTED}=1`);
  return parts;
}

/** @param given values by key, as the fragment holds them */
export function readWindows(given: ReadonlyMap<string, string>, page: Filterable): ToldWindows {
  const unknown: string[] = [];
  const told = <T>(key: string, read: (value: string) => T | null): T | null => {
    const value = given.get(key);
    if (value === undefined || value === '') return null;
    const found = read(value);
    if (found === null) unknown.push(`${key}=${value}`);
    return found;
  };

  const years = told('t', readYears);
  const along = told('km', (value) => readKilometres(value, page.length));
  const filters: { -readonly [Name in keyof Filters]: Filters[Name] } = { ...NO_FILTERS };
  for (const [name, key] of entries(LISTS)) {
    const values = (given.get(key) ?? '').split(',').filter((value) => value !== '').map(decoded);
    unknown.push(...values.filter((value) => !page[name].has(value)));
    const known = values.filter((value) => page[name].has(value));
    if (known.length > 0) filters[name] = new Set(known);
  }
  for (const [name, key] of entries(NUMBERS)) filters[name] = told(key, readCount);
  filters.disputed = told(DISPUTED, (value) => (value === '1' ? true : null)) ?? false;

  const single = along?.length === 1 ? along[0] : null;
  return { state: { years, km: along?.length === 2 ? along : null, filters }, kilometre: single, unknown };
}

/** Text as it was before it was made fit for an address; what cannot be decoded stays as it is. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Tenths are as fine as a window needs. */
function kilometreText(km: number): string {
  return String(Number(km.toFixed(1)));
}

/** `2014-2026`, or `2014` alone. */
function readYears(value: string): Span | null {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(decoded(value));
  if (!match) return null;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return [Math.min(from, to), Math.max(from, to)];
}

/** `380-820`, or `772` alone. A window that reaches beyond the line ends with it; one that lies beyond it is none. */
function readKilometres(value: string, length: number): Span | readonly [number] | null {
  const match = /^(\d{1,5}(?:\.\d+)?)(?:-(\d{1,5}(?:\.\d+)?))?$/.exec(decoded(value));
  if (!match) return null;
  const ends = match.slice(1).filter((end) => end !== undefined).map(Number);
  const last = Math.ceil(length);
  const from = Math.min(...ends);
  if (from > last) return null;
  return ends.length === 1 ? [from] : [from, Math.min(last, Math.max(...ends))];
}

function readCount(value: string): number | null {
  return /^\d{1,7}$/.test(value) ? Number(value) : null;
}

function entries<Name extends string>(keys: Readonly<Record<Name, string>>): [Name, string][] {
  return Object.entries(keys) as [Name, string][];
}
