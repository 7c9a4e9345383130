/** The order of the table's rows. Pure. */

import type { Entry } from '../data/atlas';
import type { Feature } from '../data/types';
import { sourcesOf } from '../filter/shown';

export const COLUMNS = ['km', 'offset', 'kind', 'name', 'date', 'deaths', 'precision', 'sources'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly by: Column;
  readonly descending: boolean;
}

export const WEST_TO_EAST: Order = { by: 'km', descending: false };

export const sameOrder = (a: Order, b: Order): boolean => a.by === b.by && a.descending === b.descending;

/** What of a page the order depends on. */
export interface Words {
  /** The name that the reader sees. */
  readonly name: (feature: Feature) => string;
  readonly kind: (feature: Feature) => string;
  readonly isEvent: (feature: Feature) => boolean;
  /** BCP 47 */
  readonly language: string;
}

/** Sorted anew. What has no value stands at the end in either direction; equal values stand west to east, then by id. */
export function inOrder(entries: readonly Entry[], { by, descending }: Order, words: Words): Entry[] {
  const collator = new Intl.Collator([words.language, 'en'], { numeric: true });
  const value = valueOf(by, words);
  const rows = entries.map((entry) => ({ entry, value: value(entry.feature), km: entry.feature.address?.km ?? Infinity }));
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'string' ? collator.compare(a, String(b)) : a - Number(b);
  rows.sort((a, b) => {
    const missing = Number(a.value === null) - Number(b.value === null);
    if (missing !== 0) return missing;
    const apart = a.value === null || b.value === null ? 0 : compare(a.value, b.value);
    if (apart !== 0) return descending ? -apart : apart;
    if (a.km !== b.km) return a.km < b.km ? -1 : 1;
    return a.entry.feature.id < b.entry.feature.id ? -1 : 1;
  });
  return rows.map(({ entry }) => entry);
}

/** A click on the heading in force turns the order round; on another one it starts upwards. */
export function turned(order: Order, by: Column): Order {
  return { by, descending: order.by === by && !order.descending };
}

function valueOf(by: Column, words: Words): (feature: Feature) => string | number | null {
  switch (by) {
    case 'km':
      return ({ address }) => address?.km ?? null;
    case 'offset':
      // A disc's centre stands for a district: its distance to the line says nothing.
      return ({ address, mark }) => (address && mark !== 'soft' && mark !== 'none' ? address.offset_m : null);
    case 'kind':
      return words.kind;
    case 'name':
      return words.name;
    case 'date':
      return (feature) => dateOf(feature, words.isEvent(feature));
    case 'deaths':
      return ({ deaths }) => deaths?.best ?? deaths?.low ?? deaths?.high ?? null;
    case 'precision':
      return ({ precision_m: radius }) => radius ?? null;
    case 'sources':
      return sourcesOf;
  }
}

/** Partial dates as a number: days weigh less than months, and a missing part stands before the first. */
function dateOf(feature: Feature, isEvent: boolean): number | null {
  const iso = isEvent ? feature.start : (feature.as_of ?? feature.start);
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso ?? '');
  return match ? Number(match[1]) * 10_000 + Number(match[2] ?? 0) * 100 + Number(match[3] ?? 0) : null;
}
