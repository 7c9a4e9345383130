import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Holdings, type Told, readFragment, samePlace, writeFragment } from '../src/state/fragment';

const defaults = { language: 'en', scheme: 'light' } as const;
const holdings: Holdings = {
  families: ['bridge', 'crossing', 'clash'],
  languages: ['en', 'tg', 'fa'],
  has: (id) => ['bridge-tem', '2018-08-26-darqad', 'с пробелом & знаками'].includes(id),
};
const untouched: Told['state'] = { off: new Set(), selection: null, view: 'map', language: 'en', scheme: 'light' };
const write = (change: Partial<Told['state']>, position = null as Parameters<typeof writeFragment>[1]): string =>
  writeFragment({ ...untouched, ...change }, position, defaults, holdings);
const read = (fragment: string): Told => readFragment(fragment, defaults, holdings);

test('an untouched page has an empty fragment', () => {
  assert.equal(write({}), '');
  assert.deepEqual(read(''), { state: untouched, position: null, unknown: [] });
});

test('everything that was chosen is written in the documented order', () => {
  const fragment = write(
    { off: new Set(['crossing']), selection: 'bridge-tem', language: 'fa', scheme: 'dark', view: 'sources' },
    { zoom: 7.5, lat: 37.52031, lon: 71.5 },
  );
  assert.equal(fragment, 'm=7.5/37.5203/71.5000&l=bridge,clash&s=bridge-tem&n=fa&c=dark&v=sources');
});

test('what is written is read back', () => {
  const states: Partial<Told['state']>[] = [
    { off: new Set(['bridge', 'crossing', 'clash']) },
    { off: new Set(['clash']), selection: '2018-08-26-darqad' },
    { selection: 'с пробелом & знаками', language: 'tg' },
    { scheme: 'dark', view: 'sources' },
  ];
  for (const change of states) {
    const told = read(`#${write(change)}`);
    assert.deepEqual(told.state, { ...untouched, ...change });
    assert.deepEqual(told.unknown, []);
  }
});

test('the position is read back to its last digit', () => {
  assert.deepEqual(read(write({}, { zoom: 12.25, lat: -37.5, lon: -171.25 })).position, { zoom: 12.25, lat: -37.5, lon: -171.25 });
});

test('a map that was rounded by a pixel still shows the same', () => {
  const home = { zoom: 7, lat: 37.7, lon: 71 };
  assert.ok(samePlace(home, { zoom: 7, lat: 37.705, lon: 71.01 }));
  assert.ok(!samePlace(home, { zoom: 7, lat: 37.7, lon: 71.1 }));
  assert.ok(!samePlace(home, { zoom: 7.25, lat: 37.7, lon: 71 }));
});

test('an unknown feature or layer is ignored and named', () => {
  const told = read('#l=bridge,volcano&s=no-such-place');
  assert.deepEqual(told.unknown, ['volcano', 'no-such-place']);
  assert.equal(told.state.selection, null);
  assert.deepEqual(told.state.off, new Set(['crossing', 'clash']));
});

test('a link whose every layer is foreign hides nothing', () => {
  const told = read('#l=volcano');
  assert.deepEqual(told.state.off, new Set());
  assert.deepEqual(told.unknown, ['volcano']);
});

test('names that every object inherits are not features of the page', () => {
  assert.deepEqual(read('#s=constructor&l=__proto__').unknown, ['__proto__', 'constructor']);
});

test('nonsense is ignored without a word', () => {
  for (const fragment of ['#m=99/1/2', '#m=7/91/0', '#m=a/b/c', '#c=pink', '#n=xx', '#v=table', '#&&=&x', '#s=', '#t=2014-2026']) {
    assert.deepEqual(read(fragment), { state: untouched, position: null, unknown: [] }, fragment);
  }
});

test('a broken escape does not throw', () => {
  assert.deepEqual(read('#s=%E0%A4%A').unknown, ['%E0%A4%A']);
});
