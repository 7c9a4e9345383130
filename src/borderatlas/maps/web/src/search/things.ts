/** Everything that can be found: features, places of the backdrop, sources. */

import type { Atlas, Entry } from '../data/atlas';
import type { Box, Course, Point } from '../data/course';
import type { Fact, Feature, Names, Source } from '../data/types';
import { own } from '../state/lookup';

export type Group = 'position' | 'features' | 'towns' | 'waters' | 'provinces' | 'sources';

/** Where a hit leads. */
export type Aim =
  | { readonly to: 'feature'; readonly id: string }
  | { readonly to: 'point'; readonly point: Point; readonly zoom: number; readonly km?: number }
  | { readonly to: 'box'; readonly box: Box }
  | { readonly to: 'source'; readonly key: string };

/** What a row of results shows beside its name. */
export type Face =
  | { readonly of: 'feature'; readonly entry: Entry }
  | { readonly of: 'town'; readonly country: string; readonly km: number | null }
  | { readonly of: 'river' | 'lake' }
  | { readonly of: 'province'; readonly country: string }
  | { readonly of: 'source'; readonly source: Source; readonly features: number }
  | { readonly of: 'km' | 'coordinates'; readonly detail: string };

export interface Thing {
  readonly group: Group;
  /** The name that the row shows where the reader's language has none. */
  readonly name: string;
  readonly names: Names;
  readonly short?: string;
  /** Further words: what it is, where, who. */
  readonly about: readonly string[];
  /** Running text. */
  readonly prose: string;
  /** Multiplies the score: the more a thing matters, the larger. */
  readonly weight: number;
  readonly face: Face;
  readonly aim: Aim;
}

/** A town farther from the line has no kilometre worth telling, km. */
const NEAR_LINE = 60;
const TOWN_ZOOM = 10;

export function thingsOf(atlas: Atlas): Thing[] {
  return [...atlas.entries.map((entry) => featureThing(entry, atlas)), ...towns(atlas), ...waters(atlas), ...provinces(atlas), ...sources(atlas)];
}

/** Facts that say where a feature is or who takes part. */
const TELLING = new Set([
  'place', 'places', 'district', 'province', 'country', 'place_note', 'other_names', 'former_name', 'place_name_fa', 'actors', 'attackers',
  'defenders', 'victims', 'claimed_by', 'operator', 'owner', 'funder', 'funders', 'company', 'controlled_by', 'river', 'address',
]);

function featureThing(entry: Entry, atlas: Atlas): Thing {
  const { feature, family } = entry;
  const { kinds, statuses } = atlas.payload;
  const telling = (feature.facts ?? []).filter(([key]) => TELLING.has(key)).flatMap(([, value]) => stringsOf(value));
  return {
    group: 'features',
    name: feature.name,
    names: feature.names ?? {},
    ...(feature.label === undefined ? {} : { short: feature.label }),
    about: [
      feature.id,
      own(kinds, feature.kind)?.label ?? feature.kind,
      family.title,
      own(statuses, feature.status ?? '')?.label ?? '',
      feature.start ?? '',
      ...telling,
    ],
    prose: [feature.summary ?? '', feature.notes ?? '', feature.status_note ?? ''].join(' '),
    weight: 1,
    face: { of: 'feature', entry },
    aim: { to: 'feature', id: feature.id },
  };
}

function stringsOf(value: Fact | null): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((member: Fact | null) => stringsOf(member));
}

function towns({ ground, border, payload }: Atlas): Thing[] {
  const home = new Set([payload.border.left, payload.border.right]);
  return ground.towns.map(({ town, point }) => ({
    group: 'towns',
    name: town.names['en'] ?? Object.values(town.names)[0] ?? '',
    names: town.names,
    about: [],
    prose: '',
    weight: (home.has(town.country) ? 1 : 0.7) * (1.15 - 0.05 * town.rank),
    face: {
      of: 'town',
      country: town.country,
      km: town.border_km !== undefined && town.border_km <= NEAR_LINE ? border.kmAt(point.x, point.y).km : null,
    },
    aim: { to: 'point', point, zoom: TOWN_ZOOM },
  }));
}

function waters({ ground }: Atlas): Thing[] {
  const rivers = new Map<string, { names: Names; courses: Course[] }>();
  for (const { names, course } of ground.rivers) {
    const key = names['en'] ?? '';
    const known = rivers.get(key);
    if (known) known.courses.push(course);
    else if (key !== '') rivers.set(key, { names, courses: [course] });
  }
  return [
    ...[...rivers].map(([name, { names, courses }]) => water('river', name, names, courses)),
    ...ground.lakes.filter(({ names }) => names['en'] !== undefined).map(({ names, rings }) => water('lake', names['en']!, names, rings)),
  ];
}

function water(of: 'river' | 'lake', name: string, names: Names, courses: readonly Course[]): Thing {
  return { group: 'waters', name, names, about: [], prose: '', weight: 1, face: { of }, aim: { to: 'box', box: around(courses) } };
}

function provinces({ ground, payload }: Atlas): Thing[] {
  return ground.provinces.map(({ code, names, rings }, i) => ({
    group: 'provinces',
    name: names['en'] ?? code,
    names,
    about: [code],
    prose: '',
    weight: 1,
    face: { of: 'province', country: payload.backdrop.provinces[i]?.country ?? '' },
    aim: { to: 'box', box: around(rings) },
  }));
}

function sources({ payload, features }: Atlas): Thing[] {
  const uses = usesOf(features);
  return Object.entries(payload.sources).map(([key, source]) => ({
    group: 'sources',
    name: source.title ?? source.publisher ?? key,
    names: {},
    about: [source.publisher ?? '', source.issued ?? ''],
    prose: source.note ?? '',
    weight: 0.6,
    face: { of: 'source', source, features: uses.get(key)?.length ?? 0 },
    aim: { to: 'source', key },
  }));
}

/** Ids of the features that name a source, by its key. */
export function usesOf(features: readonly Feature[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { id, sources: named } of features) {
    for (const key of new Set(named.map(([source]) => source))) {
      const ids = uses.get(key);
      if (ids) ids.push(id);
      else uses.set(key, [id]);
    }
  }
  return uses;
}

function around(courses: readonly Course[]): Box {
  return {
    west: Math.min(...courses.map(({ box }) => box.west)),
    north: Math.min(...courses.map(({ box }) => box.north)),
    east: Math.max(...courses.map(({ box }) => box.east)),
    south: Math.max(...courses.map(({ box }) => box.south)),
  };
}
