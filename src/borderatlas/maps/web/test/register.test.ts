import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Address, Feature, Payload } from '../src/data/types';
import { Register } from '../src/state/register';
import { NO_FILTERS, initialState } from '../src/state/store';

const everything = initialState('en', 'light');

const families = [
  { name: 'bridge', title: 'Bridges', symbol: 'bridge', hue: 'blue' },
  { name: 'clash', title: 'Clashes', symbol: 'clash', hue: 'vermilion' },
] as const;

const at = (km: number): Address => ({ km_from: km - 0.1, km_to: km + 0.1, km, offset_m: 10, side: 'undetermined', side_by: 'none' });

function feature(id: string, change: Partial<Feature>): Feature {
  return { id, layer: 'x', kind: 'bridge', name: id, mark: 'crisp', points: [[70, 37]], sources: [], relation: 'core', ...change };
}

function registerOf(features: readonly Feature[]): Register {
  const payload = {
    features,
    families,
    kinds: { bridge: { family: 'bridge', label: 'Bridge' }, attack: { family: 'clash', label: 'Attack' } },
    statuses: { open: { label: 'Open', fill: 'filled' } },
    sources: { a: { title: 'A' } },
    backdrop: { countries: [{ code: 'AFG', names: { en: 'Afghanistan', fa: 'افغانستان' } }] },
  } as unknown as Payload;
  return new Register({
    payload,
    family: ({ kind }) => families[kind === 'attack' ? 1 : 0],
  });
}

test('things are walked west to east, events by date', () => {
  const register = registerOf([
    feature('east', { address: at(900) }),
    feature('west', { address: at(100) }),
    feature('middle', { address: at(500) }),
    feature('later', { kind: 'attack', start: '2018-08', address: at(1) }),
    feature('earlier', { kind: 'attack', start: '2001', address: at(1300) }),
  ]);
  const middle = register.neighbours(register.get('middle')!, everything);
  assert.deepEqual([middle.by, middle.before?.id, middle.after?.id], ['line', 'west', 'east']);
  const later = register.neighbours(register.get('later')!, everything);
  assert.deepEqual([later.by, later.before?.id, later.after?.id], ['date', 'earlier', undefined]);
});

test('what is not shown is not walked to', () => {
  const register = registerOf([
    feature('west', { address: at(100), status: 'open' }),
    feature('middle', { address: at(500) }),
    feature('east', { address: at(900), status: 'open' }),
  ]);
  const west = register.get('west')!;
  assert.equal(register.neighbours(west, { ...everything, filters: { ...NO_FILTERS, statuses: new Set(['open']) } }).after?.id, 'east');
  assert.equal(register.neighbours(west, { ...everything, km: [0, 800] }).after?.id, 'middle');
  assert.equal(register.neighbours(west, { ...everything, km: [300, 400] }).after, null);
});

test('what has no kilometre has no neighbours', () => {
  const { before, after } = registerOf([feature('a', {}), feature('b', { address: at(1) })]).neighbours(feature('a', {}), everything);
  assert.deepEqual([before, after], [null, null]);
});

test('what the map cannot show is told apart', () => {
  const { points: _, ...nowhere } = feature('nowhere', { mark: 'none' });
  const register = registerOf([
    nowhere,
    feature('wide', { mark: 'none', precision_m: 60_000 }),
    feature('drawn', {}),
    feature('course', { mark: 'line', lines: [[0, 0, 1, 1]] }),
  ]);
  assert.deepEqual(register.unplaced.map(({ id }) => id), ['nowhere']);
  assert.deepEqual(register.wide.map(({ id }) => id), ['wide']);
  assert.equal(register.drawable(families[0]), 2);
});

test('the same point is shared to the last digit', () => {
  const register = registerOf([feature('a', {}), feature('b', {}), feature('c', { points: [[70, 37.0001]] })]);
  assert.deepEqual(register.atSamePoint(register.get('a')!).map(({ id }) => id), ['b']);
});

test('words that every object inherits are not entries of the page', () => {
  const register = registerOf([feature('a', { kind: 'constructor', status: 'toString' })]);
  const found = register.get('a')!;
  assert.equal(register.kind(found).label, 'constructor');
  assert.deepEqual(register.status(found), { label: 'toString', fill: 'hollow' });
  assert.equal(register.source('__proto__'), null);
  assert.equal(register.get('constructor'), null);
});

test('a country goes by the name of the reader, else in English, else by its code', () => {
  const register = registerOf([]);
  assert.equal(register.countryName('AFG', 'fa'), 'افغانستان');
  assert.equal(register.countryName('AFG', 'tg'), 'Afghanistan');
  assert.equal(register.countryName('XYZ'), 'XYZ');
});
