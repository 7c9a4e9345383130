/** Which features pass layers, windows and filters: the one answer that map, strip, table, histogram and counts share. */

import type { Entry } from '../data/atlas';
import type { Feature } from '../data/types';
import type { State } from '../state/store';
import { kilometresOf, meets, yearsOf } from './intervals';

/** What of the state decides whether a feature is shown. */
export type Choice = Pick<State, 'off' | 'years' | 'km' | 'filters'>;

/** A feature and its family: all that the answer depends on. */
export type Candidate = Pick<Entry, 'family' | 'feature'>;

/** One thing that a reader can ask of features, and lift again. */
export type Demand = 'layers' | 'years' | 'km' | 'kinds' | 'statuses' | 'actors' | 'within' | 'sources' | 'deaths' | 'disputed';

/** What a feature without a status counts as. */
export const NO_STATUS = 'none';

const ACTORS = 'actors';

/** Who took part, as the layer names them. */
export function actorsOf({ facts }: Pick<Feature, 'facts'>): readonly string[] {
  const value = facts?.find(([key]) => key === ACTORS)?.[1];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((actor): actor is string => typeof actor === 'string') : [];
}

/** Different sources that name a feature. */
export function sourcesOf({ sources }: Pick<Feature, 'sources'>): number {
  return sources.length < 2 ? sources.length : new Set(sources.map(([key]) => key)).size;
}

/** Deaths that are certain or best estimated; undefined where neither is stated. */
export function deathsOf({ deaths }: Pick<Feature, 'deaths'>): number | undefined {
  return deaths?.best ?? deaths?.low;
}

/** A stretch of the border itself is measured on its line; what has no place or no known precision is placed nowhere near. */
export function radiusOf({ stretch, precision_m }: Pick<Feature, 'stretch' | 'precision_m'>): number {
  return stretch ? 0 : (precision_m ?? Infinity);
}

/** How a feature meets a demand that a choice makes. */
const DEMANDS: Readonly<Record<Demand, (candidate: Candidate, choice: Choice) => boolean>> = {
  layers: ({ family }, { off }) => !off.has(family.name),
  years: ({ feature }, { years }) => {
    const span = yearsOf(feature);
    return years === null || span === null || meets(span, years);
  },
  km: ({ feature }, { km }) => {
    const span = kilometresOf(feature);
    return km === null || (span !== null && meets(span, km));
  },
  kinds: ({ feature }, { filters: { kinds } }) => kinds.has(feature.kind),
  statuses: ({ feature }, { filters: { statuses } }) => statuses.has(feature.status ?? NO_STATUS),
  actors: ({ feature }, { filters: { actors } }) => actorsOf(feature).some((actor) => actors.has(actor)),
  within: ({ feature }, { filters: { within_m } }) => within_m === null || radiusOf(feature) <= within_m,
  sources: ({ feature }, { filters: { sources } }) => sources === null || sourcesOf(feature) >= sources,
  deaths: ({ feature }, { filters: { deaths } }) => deaths === null || (deathsOf(feature) ?? -1) >= deaths,
  disputed: ({ feature }) => (feature.conflicts?.length ?? 0) > 0,
};

const NAMES = Object.keys(DEMANDS) as readonly Demand[];

/** Whether a choice asks for anything in a respect; where it does not, no feature needs to be looked at. */
const ASKED: Readonly<Record<Demand, (choice: Choice) => boolean>> = {
  layers: ({ off }) => off.size > 0,
  years: ({ years }) => years !== null,
  km: ({ km }) => km !== null,
  kinds: ({ filters }) => filters.kinds.size > 0,
  statuses: ({ filters }) => filters.statuses.size > 0,
  actors: ({ filters }) => filters.actors.size > 0,
  within: ({ filters }) => filters.within_m !== null,
  sources: ({ filters }) => filters.sources !== null,
  deaths: ({ filters }) => filters.deaths !== null,
  disputed: ({ filters }) => filters.disputed,
};

/** The choice last asked about, which is asked about for every feature in turn, and its demands. */
let last: { readonly choice: Choice; readonly demands: readonly Demand[] } | null = null;

function demandsOf(choice: Choice): readonly Demand[] {
  if (!last || choiceChanged(choice, last.choice)) last = { choice, demands: NAMES.filter((name) => ASKED[name](choice)) };
  return last.demands;
}

/** Whether a feature is shown. */
export function isShown(candidate: Candidate, choice: Choice): boolean {
  return demandsOf(choice).every((name) => DEMANDS[name](candidate, choice));
}

/** Whether a feature would be shown if these demands were lifted. */
export function isShownWithout(candidate: Candidate, choice: Choice, ...lifted: readonly Demand[]): boolean {
  return demandsOf(choice).every((name) => lifted.includes(name) || DEMANDS[name](candidate, choice));
}

/** The demands that a feature does not meet; empty where it is shown. */
export function unmet(candidate: Candidate, choice: Choice): readonly Demand[] {
  return demandsOf(choice).filter((name) => !DEMANDS[name](candidate, choice));
}

/** Whether two states may show different features. */
export function choiceChanged(now: Choice, before: Choice): boolean {
  return now.off !== before.off || now.years !== before.years || now.km !== before.km || now.filters !== before.filters;
}
