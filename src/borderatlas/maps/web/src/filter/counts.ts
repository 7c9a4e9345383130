/** How many features there are, and how many each further choice would leave. Pure. */

import { type Candidate, type Choice, NO_STATUS, actorsOf, deathsOf, isShown, isShownWithout, radiusOf, sourcesOf, unmet } from './shown';

/** Thresholds on offer, from the mildest. */
export const THRESHOLDS = { deaths: [1, 10, 50], within: [20_000, 5000, 500], sources: [2, 3, 5] } as const;

export interface OptionCounts {
  readonly kinds: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
  readonly actors: ReadonlyMap<string, number>;
  readonly deaths: ReadonlyMap<number, number>;
  readonly within: ReadonlyMap<number, number>;
  readonly sources: ReadonlyMap<number, number>;
  /** What is left where a group asks for nothing. */
  readonly any: Readonly<Record<keyof typeof THRESHOLDS, number>>;
}

type Group = 'kinds' | 'statuses' | 'actors' | keyof typeof THRESHOLDS;

/**
 * For each option the features that would be left if it were the only one chosen in its group, everything else as it is. Every value that
 * the page holds is in its map, with 0 where nothing would be left.
 */
export function countOptions(candidates: readonly Candidate[], choice: Choice): OptionCounts {
  const kinds = new Map<string, number>();
  const statuses = new Map<string, number>();
  const actors = new Map<string, number>();
  const deaths = new Map<number, number>(THRESHOLDS.deaths.map((least) => [least, 0]));
  const within = new Map<number, number>(THRESHOLDS.within.map((most) => [most, 0]));
  const sources = new Map<number, number>(THRESHOLDS.sources.map((least) => [least, 0]));
  const any = { deaths: 0, within: 0, sources: 0 };
  for (const candidate of candidates) {
    const { feature } = candidate;
    const missed = unmet(candidate, choice);
    // What is hidden by one demand alone comes back when that group is chosen anew.
    const counts = (group: Group): 0 | 1 => (missed.length === 0 || (missed.length === 1 && missed[0] === group) ? 1 : 0);
    add(kinds, feature.kind, counts('kinds'));
    add(statuses, feature.status ?? NO_STATUS, counts('statuses'));
    for (const actor of new Set(actorsOf(feature))) add(actors, actor, counts('actors'));
    const stated = deathsOf(feature);
    const radius = radiusOf(feature);
    const named = sourcesOf(feature);
    for (const least of THRESHOLDS.deaths) if (stated !== undefined && stated >= least) add(deaths, least, counts('deaths'));
    for (const most of THRESHOLDS.within) if (radius <= most) add(within, most, counts('within'));
    for (const least of THRESHOLDS.sources) if (named >= least) add(sources, least, counts('sources'));
    any.deaths += counts('deaths');
    any.within += counts('within');
    any.sources += counts('sources');
  }
  return { kinds, statuses, actors, deaths, within, sources, any };
}

function add<Key>(counts: Map<Key, number>, key: Key, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/** Features of each family that pass everything but the switch of the layer. */
export function countFamilies(candidates: readonly Candidate[], choice: Choice): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const candidate of candidates) add(counts, candidate.family.name, isShownWithout(candidate, choice, 'layers') ? 1 : 0);
  return counts;
}

/** Features shown. */
export function countShown(candidates: readonly Candidate[], choice: Choice): number {
  return candidates.reduce((n, candidate) => n + (isShown(candidate, choice) ? 1 : 0), 0);
}

/** Whether a window or a filter is in force; layers do not count. */
export function isNarrowed({ years, km, filters }: Choice): boolean {
  return (
    years !== null ||
    km !== null ||
    filters.kinds.size + filters.statuses.size + filters.actors.size > 0 ||
    filters.deaths !== null ||
    filters.within_m !== null ||
    filters.sources !== null ||
    filters.disputed
  );
}
