import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Holdings, type Told, readFragment, samePlace, writeFragment } from '../src/state/fragment';
import { type Filters, NO_FILTERS } from '../src/state/store';
import { WEST_TO_EAST } from '../src/table/order';

const defaults = { language: 'en', scheme: 'light' } as const;
const holdings: Holdings = {
  families: ['bridge', 'crossing', 'clash'],
  languages: ['en', 'tg', 'fa'],
  kinds: new Set(['bridge', 'attack', 'air_strike']),
  statuses: new Set(['open', 'closed', 'none']),
  actors: new Set(['Taliban', 'Tajik border guards', 'CIS forces, with a comma & more']),
  length: 1343.956,
  has: (id) => ['bridge-tem', '2018-08-26-darqad', 'с пробелом & знаками'].includes(id),
};
const untouched: Told['state'] = {
  off: new Set(), years: null, km: null, filters: NO_FILTERS, selection: null, view: 'map', order: WEST_TO_EAST, language: 'en', scheme: 'light',
};
const write = (change: Partial<Told['state']>, position = null as Parameters<typeof writeFragment>[1]): string =>
  writeFragment({ ...untouched, ...change }, position, defaults, holdings);
const read = (fragment: string): Told => readFragment(fragment, defaults, holdings);

test('an untouched page has an empty fragment', () => {
  assert.equal(write({}), '');
  assert.deepEqual(read(''), { state: untouched, position: null, kilometre: null, unknown: [] });
});

test('everything that was chosen is written in the documented order', () => {
  const fragment = write(
    {
      off: new Set(['crossing']), years: [2014, 2026], km: [380, 820], selection: 'bridge-tem', language: 'fa', scheme: 'dark', view: 'table', order: { by: 'date', descending: true },
      filters: { ...NO_FILTERS, kinds: new Set(['attack']), within_m: 5000, sources: 2, disputed: true },
    },
    { zoom: 7.5, lat: 37.52031, lon: 71.5 },
  );
  assert.equal(fragment, 'm=7.5/37.5203/71.5000&l=bridge,clash&t=2014-2026&km=380-820&k=attack&w=5000&src=2&x=1&s=bridge-tem&v=table&o=-date&n=fa&c=dark');
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
  for (const fragment of ['#m=99/1/2', '#m=7/91/0', '#m=a/b/c', '#c=pink', '#n=xx', '#v=volcano', '#&&=&x', '#s=', '#t=']) {
    assert.deepEqual(read(fragment), { state: untouched, position: null, kilometre: null, unknown: [] }, fragment);
  }
});

test('a broken escape does not throw', () => {
  assert.deepEqual(read('#s=%E0%A4%A').unknown, ['%E0%A4%A']);
});

test('windows and filters are read back, whatever is chosen', () => {
  const random = seeded(7);
  const some = (values: ReadonlySet<string>): Set<string> => new Set([...values].filter(() => random() < 0.4));
  const maybe = <T>(value: T): T | null => (random() < 0.5 ? value : null);
  const whole = (below: number): number => Math.floor(random() * below);
  for (let round = 0; round < 500; round++) {
    const from = 1900 + whole(120);
    const tenths = whole(12_000);
    const filters: Filters = {
      kinds: some(holdings.kinds),
      statuses: some(holdings.statuses),
      actors: some(holdings.actors),
      within_m: maybe(whole(60_000)),
      sources: maybe(whole(9)),
      deaths: maybe(whole(300)),
      disputed: random() < 0.5,
    };
    const change = { years: maybe([from, from + whole(30)] as const), km: maybe([tenths / 10, (tenths + whole(1000)) / 10] as const), filters };
    const fragment = write(change);
    const told = read(fragment);
    assert.deepEqual(told.state, { ...untouched, ...change }, fragment);
    assert.deepEqual(told.unknown, [], fragment);
    assert.equal(told.kilometre, null);
    assert.equal(write(told.state), fragment);
  }
});

test('a kilometre alone is a place to go to, not a window', () => {
  const told = read('#km=772');
  assert.equal(told.kilometre, 772);
  assert.equal(told.state.km, null);
});

test('a window is read whichever end comes first, and ends with the line', () => {
  assert.deepEqual(read('#km=820-380&t=2020-2014').state.km, [380, 820]);
  assert.deepEqual(read('#km=820-380&t=2020-2014').state.years, [2014, 2020]);
  assert.deepEqual(read('#km=1300-1900').state.km, [1300, 1344]);
  assert.deepEqual(read('#t=2018').state.years, [2018, 2018]);
});

test('what a page cannot be filtered by is told, and the rest of the link holds', () => {
  const told = read('#t=recently&km=2000&k=attack,volcano&st=gone&by=Nobody%20known&w=near&x=yes&d=-1&src=2');
  assert.deepEqual(told.unknown, ['t=recently', 'km=2000', 'volcano', 'gone', 'Nobody known', 'w=near', 'd=-1', 'x=yes']);
  assert.deepEqual(told.state, { ...untouched, filters: { ...NO_FILTERS, kinds: new Set(['attack']), sources: 2 } });
  assert.equal(told.kilometre, null);
});

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
