/** What the strip shows of a page: things in their row, events by year. */

import type { Atlas, Entry } from '../data/atlas';
import type { Address, Feature } from '../data/types';
import { isShown, isShownWithout } from '../filter/shown';
import { byRank, groupOf } from '../map/ranks';
import type { Register } from '../state/register';
import type { State } from '../state/store';
import type { Extent } from './plan';
import { moment } from './scale';

/** An entry that has a kilometre. */
export interface Along extends Entry {
  readonly feature: Feature & { readonly address: Address };
}

export interface Happening extends Along {
  /** In years. */
  readonly moment: number;
}

export interface Content {
  /** By rank. */
  readonly places: readonly Along[];
  readonly events: readonly Happening[];
}

/** What of it lies within the window of kilometres, west to east. */
export function westToEast({ places, events }: Content, state: State): readonly Along[] {
  return [...places, ...events].filter((entry) => isShown(entry, state)).sort(byKilometre);
}

/** Everything that the strip could show, whatever the reader chose. */
export class Stock {
  readonly places: readonly Along[];
  readonly events: readonly Happening[];
  readonly extent: Extent;
  /** Whether the row of symbols holds crossings; a page without any shows its other things there. */
  readonly hasSites: boolean;

  constructor(atlas: Atlas, register: Register) {
    const drawn = atlas.entries.filter(isAlong).filter(({ feature }) => feature.mark !== 'none' && feature.mark !== 'line');
    this.events = drawn.filter(({ feature }) => register.isEvent(feature)).flatMap((entry) => {
      const when = moment(entry.feature.start ?? '', entry.feature.end);
      return when === null ? [] : [{ ...entry, moment: when }];
    });
    const things = drawn.filter(({ feature }) => !register.isEvent(feature));
    const sites = things.filter((entry) => groupOf(entry) === 'site');
    this.hasSites = sites.length > 0;
    this.places = (this.hasSites ? sites : things).sort(byRank);
    const years = this.events.map((event) => Math.floor(event.moment));
    this.extent = {
      lengthKm: atlas.border.lengthKm,
      hasPlaces: this.places.length > 0,
      years: years.length > 0 ? [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))] : null,
    };
  }

  /** What passes layers, years and filters; a window of kilometres veils the rest and takes nothing away. */
  content(state: State): Content {
    return {
      places: this.places.filter((entry) => isShownWithout(entry, state, 'km')),
      events: this.events.filter((entry) => isShownWithout(entry, state, 'km')),
    };
  }
}

function isAlong(entry: Entry): entry is Along {
  return entry.feature.address !== undefined;
}

function byKilometre(a: Along, b: Along): number {
  return a.feature.address.km - b.feature.address.km || (a.feature.id < b.feature.id ? -1 : 1);
}
