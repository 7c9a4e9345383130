import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Family, Feature } from '../src/data/types';
import { type Candidate, type Choice, choiceChanged, isShown, isShownWithout, unmet } from '../src/filter/shown';
import { type Filters, NO_FILTERS } from '../src/state/store';

const clashes: Family = { name: 'clash', title: 'Clashes', symbol: 'clash', hue: 'vermilion' };
const everything: Choice = { off: new Set(), years: null, km: null, filters: NO_FILTERS };

function one(change: Partial<Feature>): Candidate {
  const feature: Feature = { id: 'a', layer: 'x', kind: 'attack', name: 'a', mark: 'circle', sources: [['s']], relation: 'core', ...change };
  return { family: clashes, feature };
}

const along = (from: number, to: number): Partial<Feature> => ({
  address: { km_from: from, km_to: to, km: (from + to) / 2, offset_m: 0, side: '', side_by: 'none' },
});
const passes = (change: Partial<Feature>, choice: Partial<Choice>): boolean => isShown(one(change), { ...everything, ...choice });
const filtered = (change: Partial<Feature>, filters: Partial<Filters>): boolean =>
  passes(change, { filters: { ...NO_FILTERS, ...filters } });

test('without a choice everything is shown', () => {
  assert.ok(passes({}, {}));
});

test('a layer switched off hides its features', () => {
  assert.ok(!passes({}, { off: new Set(['clash']) }));
  assert.ok(passes({}, { off: new Set(['bridge']) }));
});

test('a window of years shows what may have been then, and what has no date', () => {
  assert.ok(passes({ start: '2017-12', end: '2018-01' }, { years: [2018, 2020] }));
  assert.ok(!passes({ start: '2017-12-31' }, { years: [2018, 2020] }));
  assert.ok(passes({}, { years: [2018, 2020] }));
});

test('a window of kilometres shows what may lie there, and hides what has no kilometre', () => {
  assert.ok(passes(along(379, 381), { km: [380, 820] }));
  assert.ok(!passes(along(300, 379.9), { km: [380, 820] }));
  assert.ok(!passes({}, { km: [380, 820] }));
  assert.ok(passes({}, { km: null }));
});

test('kinds, statuses and actors show any of those chosen', () => {
  assert.ok(filtered({}, { kinds: new Set(['attack', 'bridge']) }));
  assert.ok(!filtered({}, { kinds: new Set(['bridge']) }));
  assert.ok(filtered({ status: 'open' }, { statuses: new Set(['open']) }));
  assert.ok(!filtered({}, { statuses: new Set(['open']) }));
  assert.ok(filtered({}, { statuses: new Set(['none']) }));
  const actors: Partial<Feature> = { facts: [['actors', ['Taliban', 'smugglers']]] };
  assert.ok(filtered(actors, { actors: new Set(['smugglers', 'CIS forces']) }));
  assert.ok(!filtered(actors, { actors: new Set(['CIS forces']) }));
  assert.ok(filtered({ facts: [['actors', 'Taliban']] }, { actors: new Set(['Taliban']) }));
});

test('placed at least so well: an unknown precision is not well, a stretch of the line is', () => {
  assert.ok(filtered({ precision_m: 5000 }, { within_m: 5000 }));
  assert.ok(!filtered({ precision_m: 5001 }, { within_m: 5000 }));
  assert.ok(!filtered({}, { within_m: 5000 }));
  assert.ok(filtered({ stretch: [0, 82] }, { within_m: 500 }));
});

test('a source that is named twice counts once', () => {
  assert.ok(!filtered({ sources: [['s', 'place'], ['s', 'date']] }, { sources: 2 }));
  assert.ok(filtered({ sources: [['s'], ['t']] }, { sources: 2 }));
});

test('deaths pass by the best estimate, by the lower bound where there is none, and never unstated', () => {
  assert.ok(filtered({ deaths: { low: 57, best: 95, high: 295 } }, { deaths: 90 }));
  assert.ok(!filtered({ deaths: { best: 5, high: 50 } }, { deaths: 10 }));
  assert.ok(filtered({ deaths: { low: 10 } }, { deaths: 10 }));
  assert.ok(!filtered({ deaths: { high: 50 } }, { deaths: 1 }));
  assert.ok(!filtered({}, { deaths: 0 }));
  assert.ok(filtered({ deaths: { best: 0 } }, { deaths: 0 }));
});

test('disputed is what sources disagree on', () => {
  assert.ok(filtered({ conflicts: ['one says 5, one 7'] }, { disputed: true }));
  assert.ok(!filtered({ conflicts: [] }, { disputed: true }));
});

test('what hides a feature is named, and lifting all of it shows it', () => {
  const choice: Choice = { off: new Set(), years: [2000, 2001], km: [0, 100], filters: { ...NO_FILTERS, sources: 2 } };
  const candidate = one({ start: '2018', ...along(50, 60) });
  assert.deepEqual(unmet(candidate, choice), ['years', 'sources']);
  assert.ok(!isShownWithout(candidate, choice, 'years'));
  assert.ok(isShownWithout(candidate, choice, 'years', 'sources'));
});

test('a hover changes nothing that is shown', () => {
  assert.ok(!choiceChanged(everything, { ...everything }));
  assert.ok(choiceChanged({ ...everything, years: [2000, 2001] }, everything));
  assert.ok(choiceChanged({ ...everything, filters: { ...NO_FILTERS } }, everything));
});
