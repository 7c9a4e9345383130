import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Entry } from '../src/data/atlas';
import type { Address, Feature } from '../src/data/types';
import { kmCell, offsetCell } from '../src/table/cells';
import { type Column, inOrder, turned, WEST_TO_EAST } from '../src/table/order';

const at = (km: number, half = 0.1, change: Partial<Address> = {}): Address => ({
  km_from: km - half,
  km_to: km + half,
  km,
  offset_m: 10,
  side: 'undetermined',
  side_by: 'none',
  ...change,
});

const words = { name: ({ name }: Feature) => name, kind: ({ kind }: Feature) => kind, isEvent: ({ start }: Feature) => start !== undefined, language: 'en' };

function entry(id: string, change: Partial<Feature>): Entry {
  return { feature: { id, layer: 'x', kind: 'bridge', name: id, mark: 'crisp', sources: [], relation: 'core', ...change } } as unknown as Entry;
}

const order = (entries: readonly Entry[], by: Column, descending = false): string[] =>
  inOrder(entries, { by, descending }, words).map(({ feature }) => feature.id);

test('what has no value stands at the end both ways', () => {
  const entries = [entry('none', {}), entry('east', { address: at(900) }), entry('west', { address: at(5) })];
  assert.deepEqual(order(entries, 'km'), ['west', 'east', 'none']);
  assert.deepEqual(order(entries, 'km', true), ['east', 'west', 'none']);
});

test('equal values stand west to east', () => {
  const entries = [entry('c', {}), entry('b', { address: at(9) }), entry('a', { address: at(90) })];
  assert.deepEqual(order(entries, 'kind', true), ['b', 'a', 'c']);
});

test('dates of events and of statuses share an order; a year stands before its days', () => {
  const entries = [
    entry('day', { start: '2018-01-02' }),
    entry('year', { start: '2018' }),
    entry('status', { as_of: '2017-12' }),
    entry('undated', {}),
  ];
  assert.deepEqual(order(entries, 'date'), ['status', 'year', 'day', 'undated']);
});

test('names sort as readers of their language expect, numbers by size', () => {
  assert.deepEqual(order([entry('Post 10', {}), entry('post 9', {}), entry('Ágh', {}), entry('bridge', {})], 'name'), ['Ágh', 'bridge', 'post 9', 'Post 10']);
});

test('a distance that says nothing does not sort', () => {
  const entries = [
    entry('disc', { mark: 'soft', address: at(1, 20, { offset_m: 1 }) }),
    entry('near', { address: at(2, 0.1, { offset_m: 5 }) }),
  ];
  assert.deepEqual(order(entries, 'offset'), ['near', 'disc']);
});

test('deaths: the best estimate, else a bound', () => {
  const entries = [entry('three', { deaths: { best: 3, high: 50 } }), entry('ten', { deaths: { low: 10 } }), entry('unstated', {})];
  assert.deepEqual(order(entries, 'deaths', true), ['ten', 'three', 'unstated']);
});

test('a second press turns the order round, another column begins upwards', () => {
  const down = turned(WEST_TO_EAST, 'km');
  assert.deepEqual(down, { by: 'km', descending: true });
  assert.deepEqual(turned(down, 'name'), { by: 'name', descending: false });
  assert.deepEqual(turned(down, 'km'), WEST_TO_EAST);
});

test('the first column is no sharper than the place', () => {
  assert.equal(kmCell({ address: at(771.94), mark: 'crisp' }), '771.9');
  assert.equal(kmCell({ address: at(428.4, 5), mark: 'circle' }), '428');
  assert.equal(kmCell({ address: at(423, 30), mark: 'soft' }), '≈ 425');
  assert.equal(kmCell({ address: at(431, 8), mark: 'none' }), '423–439');
  assert.equal(kmCell({ mark: 'none' }), '');
});

test('an offset within the precision claims nothing', () => {
  assert.equal(offsetCell({ address: at(1, 0.1, { offset_m: 41 }), mark: 'crisp', precision_m: 150 }), 'within its ±');
  assert.equal(offsetCell({ address: at(1, 9, { offset_m: 74_000, side: 'AFG' }), mark: 'circle', precision_m: 10_000 }), '74 km AFG');
  assert.equal(offsetCell({ address: at(1, 30), mark: 'soft', precision_m: 30_000 }), '—');
});
