/** What lies near a feature: along the border, and for an event also in time. Pure. */

import type { Address, Feature } from '../data/types';
import { type Span, daysOf, kilometresOf } from '../filter/intervals';
import { byDate } from '../text/format';

/** A feature whose place on the line can be told as one kilometre. */
export type Located = Feature & { readonly address: Address };

/** What stands at one point of the map, and how far from the feature asked about: kilometres along the line, east positive. */
export interface NearPlace {
  readonly members: readonly Located[];
  readonly km: number;
}

/** An event, and how many days it lies after the one asked about; negative before it, 0 where the two may have been at one time. */
export interface NearEvent {
  readonly event: Located;
  readonly days: number;
  readonly km: number;
}

/** So many points each way are neighbours. */
const EACH_WAY = 3;
/** Events so near in time and along the line may belong together. */
export const SOON = { days: 30, km: 50 } as const;
const MOST_EVENTS = 6;

export function isLocated(feature: Feature): feature is Located {
  return feature.address !== undefined && (feature.mark === 'crisp' || feature.mark === 'circle' || feature.mark === 'soft');
}

/** The nearest points to both sides, west to east; what stands on the feature's own point is left out. */
export function nearAlong(feature: Feature, others: readonly Feature[]): NearPlace[] {
  if (!isLocated(feature)) return [];
  const own = pointOf(feature);
  const places = new Map<string, { readonly members: Located[]; readonly km: number }>();
  for (const other of others) {
    const point = pointOf(other);
    if (!isLocated(other) || other.id === feature.id || point === own) continue;
    const place = places.get(point);
    if (place) place.members.push(other);
    else places.set(point, { members: [other], km: other.address.km - feature.address.km });
  }
  const sorted = [...places.values()].sort((a, b) => a.km - b.km || byDate(a.members[0]!.id, b.members[0]!.id));
  const west = sorted.filter(({ km }) => km < 0);
  return [...west.slice(-EACH_WAY), ...sorted.slice(west.length, west.length + EACH_WAY)];
}

/**
 * Events that may have happened within `SOON` of another one, oldest first: dates and places are intervals, and count as near where their
 * nearest ends are.
 */
export function nearInTime(event: Feature, events: readonly Feature[]): NearEvent[] {
  const when = daysOf(event);
  if (!isLocated(event) || when === null) return [];
  const near = events.flatMap((other): NearEvent[] => {
    const then = daysOf(other);
    if (other.id === event.id || !isLocated(other) || then === null) return [];
    if (Math.abs(apart(when, then)) > SOON.days || Math.abs(apart(along(event), along(other))) > SOON.km) return [];
    return [{ event: other, days: apart(when, then), km: other.address.km - event.address.km }];
  });
  return near
    .sort((a, b) => Math.abs(a.days) - Math.abs(b.days) || Math.abs(a.km) - Math.abs(b.km))
    .slice(0, MOST_EVENTS)
    .sort((a, b) => byDate(a.event.start ?? '', b.event.start ?? '') || byDate(a.event.id, b.event.id));
}

/** From one interval to another; 0 where they meet. */
function apart([first, last]: Span, [from, to]: Span): number {
  return from > last ? from - last : to < first ? to - first : 0;
}

function along(feature: Located): Span {
  return kilometresOf(feature) ?? [feature.address.km, feature.address.km];
}

function pointOf(feature: Feature): string {
  return feature.points?.length === 1 ? String(feature.points[0]) : feature.id;
}
