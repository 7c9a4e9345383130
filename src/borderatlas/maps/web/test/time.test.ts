import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Family, Feature } from '../src/data/types';
import type { Candidate } from '../src/filter/shown';
import { initialState } from '../src/state/store';
import { YearAxis } from '../src/time/axis';
import { barsOf, countDated, wholeOf } from '../src/time/bars';
import { nextWindow } from '../src/time/player';

const clash: Family = { name: 'clash', title: 'Clashes', symbol: 'clash', hue: 'vermilion' };
const everything = initialState('en', 'light');

function event(mark: Feature['mark'], start?: string, end?: string): Candidate {
  const dates = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  return { family: clash, feature: { id: String(start), layer: 'x', kind: 'attack', name: '', mark, sources: [], relation: 'core', ...dates } };
}

const some = [
  event('circle', '1993-07-13'),
  event('soft', '1993'),
  event('none', '1995-12', '1996-01'),
  event('crisp', '1996'),
  event('soft'),
];

test('the axis spans all dated features', () => {
  assert.deepEqual(wholeOf(some), [1993, 1996]);
  assert.equal(wholeOf([event('soft')]), null);
});

test('a bar holds what is shown when its year alone is chosen', () => {
  const bars = barsOf(some, everything, [1993, 1996]);
  assert.deepEqual(bars.map(({ sure, rough }) => [sure, rough]), [[1, 1], [0, 0], [0, 1], [1, 1]]);
  for (const { year, sure, rough } of bars) {
    assert.equal(countDated(some, { ...everything, years: [year, year] }).dated, sure + rough);
  }
});

test('the window of years does not lower its own bars, other choices do', () => {
  const whole = [1993, 1996] as const;
  assert.deepEqual(barsOf(some, { ...everything, years: [1996, 1996] }, whole), barsOf(some, everything, whole));
  assert.ok(barsOf(some, { ...everything, off: new Set(['clash']) }, whole).every(({ sure, rough }) => sure + rough === 0));
});

test('what has no date is counted apart, and stays', () => {
  assert.deepEqual(countDated(some, everything), { dated: 4, undated: 1 });
  assert.deepEqual(countDated(some, { ...everything, years: [1994, 1994] }), { dated: 0, undated: 1 });
});

test('every pixel has a year, and every year its pixels', () => {
  const axis = new YearAxis([1993, 2026], 680);
  for (let year = 1993; year <= 2026; year++) {
    assert.equal(axis.yearAt(axis.left(year) + 0.01), year);
    assert.equal(axis.yearAt(axis.left(year + 1) - 0.01), year);
  }
  assert.equal(axis.yearAt(-50), 1993);
  assert.equal(axis.yearAt(5000), 2026);
  assert.equal(axis.left(2027), 680);
});

test('years are written at both ends and never over each other', () => {
  for (const width of [120, 280, 680, 1400]) {
    for (const whole of [[1993, 2026], [2020, 2021], [1700, 2026], [2018, 2018]] as const) {
      const axis = new YearAxis(whole, width);
      const labels = axis.labels();
      assert.equal(labels[0], whole[0]);
      assert.equal(labels.at(-1), whole[1]);
      labels.slice(1).forEach((year, i) => assert.ok(labels.length === 2 || (year - labels[i]!) * axis.band >= 37.9, `${whole} ${width}`));
    }
  }
});

test('play moves the window on at its width, and begins anew at the end', () => {
  const whole = [1993, 2026] as const;
  assert.deepEqual(nextWindow(null, whole), [1993, 1993]);
  assert.deepEqual(nextWindow([2014, 2016], whole), [2015, 2017]);
  assert.deepEqual(nextWindow([2024, 2026], whole), [1993, 1995]);
  assert.deepEqual(nextWindow([2025, 2026], [2025, 2026]), [2025, 2025]);
});
