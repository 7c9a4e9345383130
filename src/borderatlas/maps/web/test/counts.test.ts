import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Family, Feature, Payload } from '../src/data/types';
import { countFamilies, countOptions, countShown, isNarrowed } from '../src/filter/counts';
import { CLEARED, inForce } from '../src/filter/demands';
import { type Candidate, type Choice, isShown } from '../src/filter/shown';
import type { Register } from '../src/state/register';
import { type Filters, NO_FILTERS } from '../src/state/store';
import { text } from '../src/text/catalogue';

const families: readonly Family[] = [
  { name: 'bridge', title: 'Bridges', symbol: 'bridge', hue: 'blue' },
  { name: 'clash', title: 'Clashes', symbol: 'clash', hue: 'vermilion' },
];

/** Two hundred features of every sort, the same in every run. */
function features(): Candidate[] {
  let state = 11;
  const below = (n: number): number => (state = (state * 16_807) % 2_147_483_647) % n;
  return Array.from({ length: 200 }, (_, i): Candidate => {
    const family = families[below(2)]!;
    const km = below(1344);
    const feature: Feature = {
      id: String(i),
      layer: 'x',
      kind: ['bridge', 'attack', 'killing'][below(3)]!,
      name: String(i),
      mark: 'circle',
      sources: Array.from({ length: 1 + below(5) }, (_, n) => [`s${n}`] as const),
      relation: 'core',
      facts: [['actors', ['Taliban', 'smugglers', 'police'].filter(() => below(2) === 0)]],
      ...(below(3) > 0 && { start: String(1993 + below(33)) }),
      ...(below(3) > 0 && { status: ['open', 'closed'][below(2)]! }),
      ...(below(3) > 0 && { precision_m: [150, 5000, 30_000][below(3)]! }),
      ...(below(3) > 0 && { deaths: { best: below(80) } }),
      ...(below(4) > 0 && { address: { km_from: km, km_to: km + below(50), km, offset_m: 0, side: '', side_by: 'none' as const } }),
    };
    return { family, feature };
  });
}

const all = features();
const choices: readonly Choice[] = [
  { off: new Set(), years: null, km: null, filters: NO_FILTERS },
  { off: new Set(['bridge']), years: [2000, 2010], km: null, filters: NO_FILTERS },
  { off: new Set(), years: null, km: [300, 900], filters: { ...NO_FILTERS, kinds: new Set(['attack']), sources: 3 } },
  { off: new Set(), years: [1999, 2020], km: null, filters: { ...NO_FILTERS, actors: new Set(['Taliban']), within_m: 5000, deaths: 1 } },
];

const left = (choice: Choice, change: Partial<Filters>): number =>
  all.filter((candidate) => isShown(candidate, { ...choice, filters: { ...choice.filters, ...change } })).length;

test('each option says what choosing it alone would leave', () => {
  for (const choice of choices) {
    const counts = countOptions(all, choice);
    for (const group of ['kinds', 'statuses', 'actors'] as const) {
      assert.ok(counts[group].size >= 3);
      for (const [value, n] of counts[group]) assert.equal(n, left(choice, { [group]: new Set([value]) }), `${group} ${value}`);
    }
    for (const [least, n] of counts.deaths) assert.equal(n, left(choice, { deaths: least }));
    for (const [most, n] of counts.within) assert.equal(n, left(choice, { within_m: most }));
    for (const [least, n] of counts.sources) assert.equal(n, left(choice, { sources: least }));
    assert.equal(counts.any.deaths, left(choice, { deaths: null }));
    assert.equal(counts.any.within, left(choice, { within_m: null }));
    assert.equal(counts.any.sources, left(choice, { sources: null }));
  }
});

test('a layer counts what its switch would show, whether on or off', () => {
  for (const choice of choices) {
    const counts = countFamilies(all, choice);
    for (const { name } of families) {
      const own = all.filter(({ family }) => family.name === name);
      assert.equal(counts.get(name), countShown(own, { ...choice, off: new Set() }));
    }
  }
});

const register = {
  payload: {
    families,
    kinds: { attack: { family: 'clash', label: 'Attack' } },
    statuses: { open: { label: 'Open', fill: 'filled' } },
  } as unknown as Payload,
} as Register;

test('lifting everything that is in force shows every feature again', () => {
  for (const choice of [...choices, { ...choices[0]!, off: new Set(['bridge', 'clash']) }]) {
    let state = choice;
    for (let rounds = 0; inForce({ register }, state).length > 0; rounds++) {
      assert.ok(rounds < 10);
      state = { ...state, ...inForce({ register }, state)[0]!.lift };
    }
    assert.ok(!isNarrowed(state));
    assert.equal(countShown(all, { ...state, off: new Set() }), all.length);
  }
  assert.ok(!isNarrowed({ ...choices[3]!, ...CLEARED }));
});

test('an empty view is explained in a sentence', () => {
  const clauses = inForce({ register }, { off: new Set(), years: [2001, 2004], km: [900, 1000], filters: NO_FILTERS }).map(({ clause }) => clause);
  assert.equal(text.filter.empty(clauses), 'No feature between km 900 and 1,000 in 2001–2004');
});

test('names of the page stand in the chips, and many are counted', () => {
  const of = (filters: Partial<Filters>): string[] =>
    inForce({ register }, { off: new Set(), years: null, km: null, filters: { ...NO_FILTERS, ...filters } }).map(({ label }) => label);
  assert.deepEqual(of({ kinds: new Set(['attack']), within_m: 5000 }), ['Attack', 'Placed within 5 km']);
  assert.deepEqual(of({ actors: new Set(['a', 'b', 'c', 'd']) }), ['4 actors']);
});
