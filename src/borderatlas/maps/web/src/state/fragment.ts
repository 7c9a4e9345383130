/** The part of the address after `#`: written from the state and read back. Pure. */

import { COLUMNS, type Order, WEST_TO_EAST, sameOrder } from '../table/order';
import type { State } from './store';
import { type Filterable, type ToldWindows, decoded, readWindows, writeWindows } from './windows';

/** Where the map looks. */
export interface MapPosition {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** What this page holds, so that a link to something else can be told. */
export interface Holdings extends Filterable {
  readonly families: readonly string[];
  readonly languages: readonly string[];
  readonly has: (id: string) => boolean;
}

/** What an address says; the members that it leaves out have their defaults. */
export interface Told extends Pick<ToldWindows, 'kilometre'> {
  readonly state: Pick<State, 'off' | 'years' | 'km' | 'filters' | 'selection' | 'view' | 'order' | 'language' | 'scheme'>;
  readonly position: MapPosition | null;
  /** What the address names and this page does not hold, as it was written. */
  readonly unknown: readonly string[];
}

export type Defaults = Pick<State, 'language' | 'scheme'>;

/** `7.5/38.1234/70.5000`: zoom, latitude, longitude. */
function positionText(position: MapPosition): string {
  return `${Number(position.zoom.toFixed(2))}/${position.lat.toFixed(4)}/${position.lon.toFixed(4)}`;
}

/** Whether two positions show the same, but for the pixel or two by which a map is rounded when its page changes its size. */
export function samePlace(a: MapPosition, b: MapPosition): boolean {
  const pixel = 360 / (256 * 2 ** a.zoom);
  return Math.abs(a.zoom - b.zoom) < 0.01 && Math.abs(a.lat - b.lat) < 2 * pixel && Math.abs(a.lon - b.lon) < 2 * pixel;
}

/**
 * `m=7.5/38.1/70.5&l=bridge,clash&t=2014-2026&km=380-820&s=id&v=table&o=-date&n=fa&c=dark`, without `#`. Defaults are left out: an untouched page
 * has an empty one.
 *
 * @param position where the map looks, or null while it shows the opening view
 */
export function writeFragment(state: Told['state'], position: MapPosition | null, defaults: Defaults, holdings: Holdings): string {
  const parts: string[] = [];
  if (position) parts.push(`m=${positionText(position)}`);
  if (state.off.size > 0) {
    parts.push(`l=${holdings.families.filter((family) => !state.off.has(family)).map(encodeURIComponent).join(',')}`);
  }
  parts.push(...writeWindows(state));
  if (state.selection !== null) parts.push(`s=${encodeURIComponent(state.selection)}`);
  if (state.view !== 'map') parts.push(`v=${state.view}`);
  if (!sameOrder(state.order, WEST_TO_EAST)) parts.push(`o=${state.order.descending ? '-' : ''}${state.order.by}`);
  if (state.language !== defaults.language) parts.push(`n=${encodeURIComponent(state.language)}`);
  if (state.scheme !== defaults.scheme) parts.push(`c=${state.scheme}`);
  return parts.join('&');
}

/** Reads a fragment, with or without its `#`. What it cannot be is ignored; names that this page does not hold are reported. */
export function readFragment(fragment: string, defaults: Defaults, holdings: Holdings): Told {
  const given = split(fragment);
  const unknown: string[] = [];

  const off = new Set<string>();
  const shown = given.get('l');
  if (shown !== undefined) {
    const named = shown.split(',').filter((name) => name !== '').map(decoded);
    unknown.push(...named.filter((name) => !holdings.families.includes(name)));
    const known = named.filter((name) => holdings.families.includes(name));
    // A link whose every layer is foreign hides nothing; an empty list hides all.
    if (known.length > 0 || named.length === 0) {
      for (const family of holdings.families) if (!known.includes(family)) off.add(family);
    }
  }

  const windows = readWindows(given, holdings);
  unknown.push(...windows.unknown);

  let selection: string | null = null;
  const id = given.get('s');
  if (id !== undefined && id !== '') {
    selection = decoded(id);
    if (!holdings.has(selection)) {
      unknown.push(selection);
      selection = null;
    }
  }

  const order = readOrder(given.get('o'));
  if (order === null) unknown.push(`o=${given.get('o')}`);

  const language = decoded(given.get('n') ?? '');
  const scheme = given.get('c');
  const view = given.get('v');
  return {
    state: {
      off,
      ...windows.state,
      selection,
      view: view === 'sources' || view === 'table' || view === 'strip' ? view : 'map',
      order: order ?? WEST_TO_EAST,
      language: holdings.languages.includes(language) ? language : defaults.language,
      scheme: scheme === 'dark' || scheme === 'light' ? scheme : defaults.scheme,
    },
    position: readPosition(given.get('m')),
    kilometre: windows.kilometre,
    unknown,
  };
}

function split(fragment: string): Map<string, string> {
  const given = new Map<string, string>();
  for (const part of fragment.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=');
    if (at > 0) given.set(part.slice(0, at), part.slice(at + 1));
  }
  return given;
}

/** `date`, or `-date` from the last; null for what is no order. */
function readOrder(value = ''): Order | null {
  if (value === '') return WEST_TO_EAST;
  const descending = value.startsWith('-');
  const by = COLUMNS.find((column) => column === value.slice(descending ? 1 : 0));
  return by === undefined ? null : { by, descending };
}

function readPosition(value: string | undefined): MapPosition | null {
  const match = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(decoded(value ?? ''));
  if (!match) return null;
  const [zoom = NaN, lat = NaN, lon = NaN] = match.slice(1).map(Number);
  return zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : null;
}
