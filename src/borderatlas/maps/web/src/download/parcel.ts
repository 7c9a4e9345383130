/** What goes into one file: features of one licence, with what has to be told about them. Pure. */

import type { Entry } from '../data/atlas';
import type { Feature, Payload } from '../data/types';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';

export interface Parcel {
  readonly licence: string;
  /** West to east, then by id; what has no kilometre comes last. */
  readonly features: readonly Feature[];
  readonly payload: Payload;
}

/** One parcel for each licence, the largest first. */
export function parcels(entries: readonly Entry[], payload: Payload): Parcel[] {
  const groups = new Map<string, Feature[]>();
  for (const { feature } of entries) {
    const licence = own(payload.layers, feature.layer)?.licence ?? '';
    const group = groups.get(licence);
    if (group) group.push(feature);
    else groups.set(licence, [feature]);
  }
  return [...groups]
    .map(([licence, features]) => ({ licence, features: features.sort(westToEast), payload }))
    .sort((a, b) => b.features.length - a.features.length || (a.licence < b.licence ? -1 : 1));
}

function westToEast(a: Feature, b: Feature): number {
  const west = a.address?.km ?? Infinity;
  const east = b.address?.km ?? Infinity;
  if (west !== east) return west < east ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Whom to name: the atlas, the line, and those whose data went into it. */
export function attribution({ page, border, credits }: Payload): string[] {
  return [text.download.attribution(page.atlas, border.version), ...credits.map((credit) => credit.text)];
}

/** `Publisher, title, date, address (what it supports)` for every source of a feature. */
export function sourceTexts(feature: Feature, { sources }: Payload): string[] {
  return feature.sources.map(([key, supports]) => {
    const { publisher, title, issued, url } = own(sources, key) ?? {};
    const parts = [publisher, title, issued, url].filter((part): part is string => part !== undefined && part !== '');
    const source = parts.length > 0 ? text.download.source(parts) : key;
    return supports === undefined ? source : text.download.supports(source, supports);
  });
}

/** `borderatlas-clashes-2026-04.geojson`; the licence is named where a view holds several. */
export function fileName({ page }: Payload, extension: string, licence?: string): string {
  const parts = ['borderatlas', page.name, page.facts_to?.slice(0, 7), licence];
  return `${parts.filter((part) => part !== undefined).map(slug).filter((part) => part !== '').join('-')}.${extension}`;
}

export function slug(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
