/** Addresses of the same place on other sites. Nothing is fetched: a reader may follow them. Pure. */

import type { Feature } from '../data/types';
import { metresPerPixel } from '../data/mercator';
import { type Known, rounded } from './notations';

export type Site = 'osm' | 'googleMaps' | 'googleEarth' | 'copernicus' | 'geonames' | 'wikidata';

export interface Elsewhere {
  readonly site: Site;
  readonly url: string;
  /** Number of the entry, where the site is a register of places. */
  readonly entry?: string;
}

/** So far from the middle of the other site's map the circle ends, px. */
const REACH = 130;
const ZOOM = { least: 6, most: 17 };
/** Widest of the sites' own pictures: closer than this there is nothing to see, metres. */
const NEAREST_EYE = 600;

/** Zoom of a web map that shows the whole circle. */
export function zoomFor({ lat, radius }: Known): number {
  const zoom = Math.floor(Math.log2((metresPerPixel(lat, 0) * REACH) / Math.max(1, radius)));
  return Math.min(ZOOM.most, Math.max(ZOOM.least, zoom));
}

/** Maps and satellite pictures, at a zoom that shows the whole circle. None gets a pin: it would stand sharper than the place is known. */
export function mapsOf(place: Known): Elsewhere[] {
  const [lat, lon] = rounded(place);
  const zoom = zoomFor(place);
  const eye = Math.max(NEAREST_EYE, Math.round(place.radius * 5));
  return [
    { site: 'osm', url: `https://www.openstreetmap.org/#map=${zoom}/${lat}/${lon}` },
    { site: 'googleMaps', url: `https://www.google.com/maps/@${lat},${lon},${zoom}z` },
    { site: 'googleEarth', url: `https://earth.google.com/web/@${lat},${lon},0a,${eye}d,35y,0h,0t,0r` },
    { site: 'copernicus', url: `https://browser.dataspace.copernicus.eu/?zoom=${zoom}&lat=${lat}&lng=${lon}` },
  ];
}

const GAZETTEER = /^(?:GeoNames|Who's On First)\b/;
const GEONAMES = /\b(?:GeoNames:?|geonameid)\s+(\d{5,9})\b/g;

/** Entries of registers of places that the feature's own data names. */
export function entriesOf({ facts, position_source: source = '' }: Pick<Feature, 'facts' | 'position_source'>): Elsewhere[] {
  const fact = (name: RegExp): string => String(facts?.find(([key]) => name.test(key))?.[1] ?? '');
  const item = /^Q\d{1,10}$/.exec(fact(/^wikidata(_id)?$/))?.[0];
  // A position that rests on several entries is none of them.
  const named = GAZETTEER.test(source) ? new Set([...source.matchAll(GEONAMES)].map(([, number]) => number)) : new Set<string>();
  const entry = /^\d{5,9}$/.exec(fact(/^geonames?(_id)?$/))?.[0] ?? (named.size === 1 ? [...named][0] : undefined);
  return [
    ...(entry === undefined ? [] : [{ site: 'geonames', url: `https://www.geonames.org/${entry}`, entry } as const]),
    ...(item === undefined ? [] : [{ site: 'wikidata', url: `https://www.wikidata.org/wiki/${item}`, entry: item } as const]),
  ];
}
