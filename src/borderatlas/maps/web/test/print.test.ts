import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Entry } from '../src/data/atlas';
import { mercatorX, mercatorY } from '../src/data/mercator';
import { fitted, isWithin } from '../src/map/still';
import { scaleBar } from '../src/map/scale-bar';
import { listed, ranges, westToEast } from '../src/print/order';
import { today } from '../src/print/print';

function entry(id: string, symbol: string, km: number | null, start?: string): Entry {
  const address = km === null ? {} : { address: { km, km_from: km, km_to: km, offset_m: 0, side: '', side_by: 'none' as const } };
  return {
    feature: { id, layer: 'l', kind: symbol, name: id, mark: 'crisp', sources: [], relation: 'core', ...address, ...(start === undefined ? {} : { start }) },
    family: { name: symbol, title: symbol, symbol, hue: 'blue' },
    fill: 'filled',
    points: [],
    lines: [],
  };
}

const ids = (entries: readonly Entry[]): string[] => entries.map(({ feature }) => feature.id);

test('lists run west to east, then by date and rank; what has no kilometre comes last', () => {
  const given = [entry('none', 'bridge', null), entry('b', 'market', 5), entry('a', 'bridge', 5), entry('far', 'bridge', 900), entry('late', 'clash', 5, '2019'), entry('nil', 'bridge', null)];
  assert.deepEqual(ids([...given].sort(westToEast)), ['a', 'b', 'late', 'far', 'nil', 'none']);
});

test('sites and missions carry numbers, events stand by themselves, with or without a date', () => {
  const given = [entry('post', 'guard', 3), entry('consulate', 'mission', 2), entry('undated', 'clash', 9), entry('fight', 'clash', 1, '2001'), entry('bridge', 'bridge', 1)];
  const { numbered, events, further } = listed(given, true);
  assert.deepEqual([ids(numbered), ids(events), ids(further)], [['bridge', 'consulate'], ['fight', 'undated'], ['post']]);
});

test('a page without sites numbers whatever it holds', () => {
  const { numbered, further } = listed([entry('plant', 'energy', 30), entry('post', 'guard', 3), entry('fight', 'clash', 1, '2001')], false);
  assert.deepEqual([ids(numbered), ids(further)], [['post', 'plant'], []]);
});

test('numbers beside a symbol are joined where they follow one another', () => {
  assert.equal(ranges([5, 3, 4, 8, 2, 8]), '2–5, 8');
  assert.equal(ranges([7]), '7');
  assert.equal(ranges([]), '');
});

test('bounds fit wholly, with room around them, and the rest is outside', () => {
  const size = { width: 790, height: 428 };
  const view = fitted([67, 36, 75, 39], size, 22);
  const corner = (lon: number, lat: number) => ({ x: mercatorX(lon), y: mercatorY(lat) });
  assert.ok([corner(67, 36), corner(75, 39), corner(67, 39), corner(75, 36)].every((place) => isWithin(view, size, place)));
  assert.ok(!isWithin(view, { width: 790 - 46, height: 428 - 46 }, corner(67, 36)));
  assert.ok(!isWithin(view, size, corner(66, 37)));
});

test('a scale bar has a round length and is not too long', () => {
  for (const zoom of [5, 6.3, 7.25, 9, 12.7, 15]) {
    const { metres, px } = scaleBar({ zoom, centre: { x: 0.7, y: mercatorY(37.5) } }, 120);
    assert.ok(px <= 120 && px > 120 / 2.6, `${px} px at ${zoom}`);
    assert.match(String(metres), /^[125]0*$/);
  }
});

test('the date of a print is the reader’s own', () => {
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), '2026-01-05');
});
