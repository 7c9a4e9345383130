/** What a reader typed, answered: kilometres and coordinates at once, everything else by the finder. */

import type { Atlas } from '../data/atlas';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from '../data/mercator';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { coordinates, count } from '../text/format';
import type { Finder, Hits } from './finder';
import { type Position, readKilometre, readPosition } from './position';
import type { Thing } from './things';

export interface Answer {
  readonly groups: readonly Hits[];
  /** A sentence where nothing was found. */
  readonly none: string | null;
}

/** Rows per group; the reader narrows the rest down by typing on. */
const EACH = 6;
const KM_ZOOM = 10;
const POSITION_ZOOM = 11;
/** Coordinates this near to the line, km, are told their kilometre. */
const NEAR_LINE = 60;

export function answer(typed: string, atlas: Atlas, finder: Finder, language: string): Answer {
  const { lengthKm } = atlas.border;
  const km = readKilometre(typed, lengthKm);
  const position = readPosition(typed, ({ lat, lon }) => atlas.covers([lon, lat]));
  const places: Thing[] = [];
  if (km !== null && km <= lengthKm) places.push(kilometreThing(km, atlas, language));
  if (position && atlas.covers([position.lon, position.lat])) places.push(positionThing(position, atlas));
  const found = finder.find(typed, EACH);
  const groups = places.length > 0 ? [{ group: 'position' as const, things: places, further: 0 }, ...found] : found;
  if (groups.length > 0) return { groups, none: null };
  if (km !== null && km > lengthKm) return { groups, none: text.search.beyond(count(lengthKm)) };
  return { groups, none: position ? text.search.elsewhere(coordinates(position.lat, position.lon, 2)) : text.search.none(typed.trim()) };
}

function kilometreThing(km: number, { border }: Atlas, language: string): Thing {
  const rounded = Math.round(km * 1000) / 1000;
  const reach = border.reachAt(rounded);
  const stretches = reach ? [...border.banksAt(rounded), reach] : border.banksAt(rounded);
  const detail = stretches.map((stretch) => own(stretch.names, language) ?? stretch.name).join(' · ');
  const aim = { to: 'point', point: border.atKm(rounded), zoom: KM_ZOOM, km: rounded } as const;
  return place(text.search.km(count(rounded, 3)), { of: 'km', detail }, aim);
}

function positionThing({ lat, lon }: Position, { border }: Atlas): Thing {
  const point = { x: mercatorX(lon), y: mercatorY(lat) };
  const foot = border.kmAt(point.x, point.y);
  const away = kilometresBetween({ lat, lon }, { lat: latitudeOf(foot.point.y), lon: longitudeOf(foot.point.x) });
  const detail = away <= NEAR_LINE ? text.search.nearKm(count(Math.round(foot.km))) : '';
  return place(coordinates(lat, lon, 4), { of: 'coordinates', detail }, { to: 'point', point, zoom: POSITION_ZOOM });
}

function place(name: string, face: Thing['face'], aim: Thing['aim']): Thing {
  return { group: 'position', name, names: {}, about: [], prose: '', weight: 1, face, aim };
}

/** Good to a percent over the tens of kilometres that it is asked for. */
function kilometresBetween(a: Position, b: Position): number {
  const east = (b.lon - a.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(east, b.lat - a.lat) * 111.2;
}
