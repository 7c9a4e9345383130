/** The features of a page as a list to look things up in and to walk along. Knows nothing of the map or the screen. */

import type { Atlas } from '../data/atlas';
import type { Address, Family, Feature, Kind, Payload, Source, Status } from '../data/types';
import { type Choice, isShown } from '../filter/shown';
import { byDate } from '../text/format';
import { own } from './lookup';

/** Families whose features are events in time rather than things in a place. */
const EVENTS = new Set(['clash', 'movement']);

export const isEventFamily = ({ symbol }: Pick<Family, 'symbol'>): boolean => EVENTS.has(symbol);

const NO_STATUS: Status = { label: '', fill: 'filled' };

/** The features before and after one, in the order in which a reader walks along its kind. */
export interface Neighbours {
  readonly by: 'date' | 'line';
  readonly before: Feature | null;
  readonly after: Feature | null;
}

export class Register {
  /** Features with no place at all. */
  readonly unplaced: readonly Feature[];
  /** Features whose place is known too widely to be drawn. */
  readonly wide: readonly Feature[];

  private readonly byId: ReadonlyMap<string, Feature>;
  private readonly members: ReadonlyMap<string, readonly Feature[]>;
  private readonly samePlace: ReadonlyMap<string, readonly Feature[]>;

  readonly payload: Payload;

  constructor(private readonly atlas: Pick<Atlas, 'payload' | 'family'>) {
    const { payload } = atlas;
    this.payload = payload;
    this.byId = new Map(payload.features.map((feature) => [feature.id, feature]));
    this.members = grouped(payload.features, (feature) => atlas.family(feature).name);
    this.samePlace = grouped(
      payload.features.filter((feature) => feature.points?.length === 1),
      (feature) => placeKey(feature),
    );
    this.unplaced = payload.features.filter((feature) => !isPlaced(feature));
    this.wide = payload.features.filter((feature) => isPlaced(feature) && !isDrawn(feature));
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  get(id: string | null): Feature | null {
    return id === null ? null : (this.byId.get(id) ?? null);
  }

  /** The features of these ids, in their order, without those that the page lacks. */
  all(ids: readonly string[]): Feature[] {
    return ids.map((id) => this.byId.get(id)).filter((feature): feature is Feature => feature !== undefined);
  }

  kind(feature: Feature): Kind {
    return own(this.payload.kinds, feature.kind) ?? { family: '', label: feature.kind };
  }

  family(feature: Feature): Family {
    return this.atlas.family(feature);
  }

  of(family: Family): readonly Feature[] {
    return this.members.get(family.name) ?? [];
  }

  /** How many features of a family the map can draw. */
  drawable(family: Family): number {
    return this.of(family).filter(isDrawn).length;
  }

  /** A status without an entry shows its own word; an event has none and counts as filled. */
  status(feature: Feature): Status {
    if (feature.status === undefined) return NO_STATUS;
    return own(this.payload.statuses, feature.status) ?? { label: feature.status, fill: 'hollow' };
  }

  source(key: string): Source | null {
    return own(this.payload.sources, key) ?? null;
  }

  isEvent(feature: Feature): boolean {
    return feature.start !== undefined && isEventFamily(this.family(feature));
  }

  /** The country of an ISO 3166-1 alpha-3 code as the backdrop names it. */
  countryName(code: string, language = 'en'): string {
    const country = this.payload.backdrop.countries.find((area) => area.code === code);
    return own(country?.names, language) ?? own(country?.names, 'en') ?? code;
  }

  isShown(feature: Feature, choice: Choice): boolean {
    return isShown({ feature, family: this.family(feature) }, choice);
  }

  /** Other features that stand on the very same point. */
  atSamePoint(feature: Feature): readonly Feature[] {
    if (feature.points?.length !== 1) return [];
    return (this.samePlace.get(placeKey(feature)) ?? []).filter((other) => other.id !== feature.id);
  }

  /**
   * Events walk by date; everything else walks west to east among its family, and what has no kilometre has no neighbours. Only what is
   * shown is walked to.
   */
  neighbours(feature: Feature, choice: Choice): Neighbours {
    const isOnTheWay = (other: Feature): boolean => other.id === feature.id || this.isShown(other, choice);
    if (this.isEvent(feature)) {
      const events = this.payload.features
        .filter((other) => this.isEvent(other) && isOnTheWay(other))
        .sort((a, b) => byDate(a.start ?? '', b.start ?? '') || byDate(a.id, b.id));
      return { by: 'date', ...around(events, feature) };
    }
    if (!feature.address) return { by: 'line', before: null, after: null };
    const along = this.of(this.family(feature))
      .filter(hasAddress)
      .filter(isOnTheWay)
      .sort((a, b) => a.address.km - b.address.km || byDate(a.id, b.id));
    return { by: 'line', ...around(along, feature) };
  }
}

export function isPlaced(feature: Feature): boolean {
  return (feature.points?.length ?? 0) > 0 || (feature.lines?.length ?? 0) > 0 || feature.stretch !== undefined;
}

/** Whether the map can draw it: some places are known too widely. */
export function isDrawn(feature: Feature): boolean {
  return isPlaced(feature) && feature.mark !== 'none';
}

function hasAddress(feature: Feature): feature is Feature & { readonly address: Address } {
  return feature.address !== undefined;
}

function around(row: readonly Feature[], feature: Feature): Pick<Neighbours, 'before' | 'after'> {
  const at = row.findIndex((other) => other.id === feature.id);
  return { before: row[at - 1] ?? null, after: row[at + 1] ?? null };
}

function placeKey(feature: Feature): string {
  return String(feature.points?.[0]);
}

function grouped(features: readonly Feature[], key: (feature: Feature) => string): Map<string, Feature[]> {
  const groups = new Map<string, Feature[]>();
  for (const feature of features) {
    const name = key(feature);
    const group = groups.get(name);
    if (group) group.push(feature);
    else groups.set(name, [feature]);
  }
  return groups;
}
