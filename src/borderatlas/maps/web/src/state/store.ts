/** The one state of a page. Every widget reads it and writes it; nothing else remembers what the reader chose. */

import type { Place } from '../measuring/geodesic';
import { type Order, WEST_TO_EAST } from '../table/order';

export interface State {
  /** Families switched off. */
  readonly off: ReadonlySet<string>;
  /** Id of the selected feature. */
  readonly selection: string | null;
  /** Ids of features that share the place last clicked, when there are several: the drawer lists them. */
  readonly stack: readonly string[];
  /** A list of features that the drawer shows when nothing is selected, and why they are listed. */
  readonly list: Listing | null;
  /** Id of the feature under the pointer. */
  readonly hover: string | null;
  readonly view: 'map' | 'strip' | 'table' | 'sources';
  /** Of the table's rows. */
  readonly order: Order;
  /** Years shown, both included; null shows all. Features without a date stay, and say so. */
  readonly years: readonly [from: number, to: number] | null;
  /** Kilometres shown; null shows the whole line. Under a window, features without a kilometre are hidden, and counted as such. */
  readonly km: readonly [from: number, to: number] | null;
  readonly filters: Filters;
  /** Whether the window of years moves on by itself. */
  readonly playing: boolean;
  /** Kilometre under the pointer, on the map's line or on the strip. */
  readonly cursor: number | null;
  /** Language of names: BCP 47. */
  readonly language: string;
  readonly scheme: 'light' | 'dark';
  /** Whether clicks on the map measure instead of selecting. */
  readonly measuring: boolean;
  /** The points measured so far. */
  readonly measured: readonly Place[];
  /** Name of the online base map in use; null, the default, asks no server. */
  readonly basemap: string | null;
  /** A sentence for the reader that stays until it is dismissed. */
  readonly notice: string | null;
}

/** What a feature must be to be shown; an empty set or null asks for nothing. */
export interface Filters {
  /** Kinds shown, such as `bridge`; empty shows all. */
  readonly kinds: ReadonlySet<string>;
  /** Statuses shown; empty shows all. */
  readonly statuses: ReadonlySet<string>;
  /** Actors of events, any of them; empty shows all. */
  readonly actors: ReadonlySet<string>;
  /** Placed at least this well, metres. */
  readonly within_m: number | null;
  /** Named by at least so many sources. */
  readonly sources: number | null;
  /** At least so many deaths by the best estimate; an event whose deaths are not stated does not pass. */
  readonly deaths: number | null;
  /** Only what sources disagree on. */
  readonly disputed: boolean;
}

export const NO_FILTERS: Filters = {
  kinds: new Set(),
  statuses: new Set(),
  actors: new Set(),
  within_m: null,
  sources: null,
  deaths: null,
  disputed: false,
};

/** Why features stand in a list: events or other things without a place, too wide to draw, beyond the drawn land, a disc larger than the
 * view, no kilometre under a window of them, or a source that they share. */
export interface Listing {
  readonly why: 'events' | 'unplaced' | 'wide' | 'outside' | 'district' | 'offLine' | 'source';
  readonly ids: readonly string[];
  /** Key of the source that they share. */
  readonly source?: string;
}

/** A new page: everything shown, nothing chosen. */
export function initialState(language: string, scheme: State['scheme']): State {
  return {
    off: new Set(),
    selection: null,
    stack: [],
    list: null,
    hover: null,
    view: 'map',
    order: WEST_TO_EAST,
    years: null,
    km: null,
    filters: NO_FILTERS,
    playing: false,
    cursor: null,
    language,
    scheme,
    measuring: false,
    measured: [],
    basemap: null,
    notice: null,
  };
}

type Listener = (now: State, before: State) => void;

export class Store {
  private readonly listeners = new Set<Listener>();

  constructor(private state: State) {}

  get now(): State {
    return this.state;
  }

  /** Applies a change and tells every listener; a change that alters nothing is silent. */
  set(change: Partial<State>): void {
    const before = this.state;
    const keys = Object.keys(change) as (keyof State)[];
    if (keys.every((key) => Object.is(before[key], change[key]))) return;
    this.state = { ...before, ...change };
    for (const listener of [...this.listeners]) listener(this.state, before);
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
