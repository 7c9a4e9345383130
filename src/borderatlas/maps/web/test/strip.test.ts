import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Atlas } from '../src/data/atlas';
import type { Feature, Payload } from '../src/data/types';
import { isWhole, sightOf } from '../src/map/sight';
import { NO_FILTERS, initialState, type State } from '../src/state/store';
import { Register } from '../src/state/register';
import { binRadius, bins } from '../src/strip/bins';
import { keyed, windowOf } from '../src/strip/brush';
import { Stock, westToEast } from '../src/strip/content';
import { dockMode, tallHeight } from '../src/strip/dock-modes';
import { layoutMarks, spotAt, spotOf } from '../src/strip/marks';
import { dotRadius, planFor, stripHeight } from '../src/strip/plan';
import { kmTicks, linear, moment, yearTicks } from '../src/strip/scale';
import { stack } from '../src/strip/stacks';
import { stepped } from '../src/strip/walk';
import { shortName } from '../src/text/names';

const LENGTH = 1344;
const EXTENT = { lengthKm: LENGTH, years: [1993, 2026] as const, hasPlaces: true };
const family = (name: string) => ({ name, title: name, symbol: name, hue: 'blue' as const });

function thing(id: string, kind: string, km: number, change: Partial<Feature> = {}): Feature {
  return {
    id, layer: kind, kind, name: id, points: [[70, 38]], mark: 'crisp', sources: [], relation: 'core',
    address: { km, km_from: km - 2, km_to: km + 2, offset_m: 0, side: '', side_by: 'none' },
    ...change,
  };
}

const clash = (id: string, km: number, start: string, change: Partial<Feature> = {}): Feature => thing(id, 'clash', km, { mark: 'circle', start, ...change });

function stock(...features: Feature[]): Stock {
  const names = ['bridge', 'crossing', 'clash', 'guard'];
  const atlas = new Atlas({
    border: { length_km: LENGTH, version: '', licence: '', line: [6_900_000, 3_900_000, 200_000, 0], metres: [0, LENGTH * 1000], drawn: [], left: '', right: '', banks: {}, reaches: [], crossings: [] },
    backdrop: { bounds: [60, 30, 80, 45], countries: [], provinces: [], rivers: [], lakes: [], towns: [] },
    families: names.map(family),
    kinds: Object.fromEntries(names.map((name) => [name, { family: name, label: name }])),
    statuses: {},
    features,
  } as unknown as Payload);
  return new Stock(atlas, new Register(atlas));
}

const state = (change: Partial<State> = {}): State => ({ ...initialState('en', 'light'), ...change });
const everywhere = (): boolean => true;

test('a scale runs both ways and stays within its domain', () => {
  const scale = linear([0, LENGTH], [92, 1424]);
  assert.equal(scale(0), 92);
  assert.ok(Math.abs(scale.invert(scale(772)) - 772) < 1e-9);
  assert.equal(scale.invert(0), 0);
  assert.equal(scale.invert(5000), LENGTH);
  const years = linear([1993, 2027], [380, 123]);
  assert.ok(years(2026) < years(1994), 'the newest is on top');
  assert.equal(linear([5, 5], [0, 10]).invert(3), 5);
});

test('the last round kilometre gives way to the length', () => {
  assert.deepEqual(kmTicks(1344, 100).slice(-2), [1100, 1200]);
  assert.deepEqual(kmTicks(1390, 100).slice(-1), [1300]);
  assert.deepEqual(kmTicks(30, 100), [0]);
});

test('years are as dense as there is room', () => {
  assert.deepEqual(yearTicks(1993, 2026, 69, 14), [2000, 2010, 2020]);
  assert.deepEqual(yearTicks(1993, 2026, 257, 24), [1995, 2000, 2005, 2010, 2015, 2020, 2025]);
  assert.deepEqual(yearTicks(2020, 2020, 100, 14), [2020]);
});

test('a partial date stands in the middle of the time that it covers', () => {
  assert.equal(moment('2018'), 2018.5);
  assert.ok(Math.abs((moment('2018-07') ?? 0) - 2018.5417) < 1e-3);
  assert.ok(Math.floor(moment('2018-12-31') ?? 0) === 2018);
  assert.equal(moment('1993', '1995'), 1994.5);
  assert.equal(moment('before the war'), null);
});

test('symbols of one place stand side by side, and where there is no room one counts for all', () => {
  const at = (item: string, x: number) => ({ item, at: x });
  const [only, ...rest] = stack([at('bridge', 500), at('post', 503), at('market', 497)], 6, [0, 1000]);
  assert.equal(rest.length, 0);
  assert.deepEqual(only?.shown.map(({ item }) => item), ['bridge', 'post', 'market'], 'by rank, not by place');
  assert.ok(only.shown[1]!.at - only.shown[0]!.at > 12);
  assert.equal(only.at, 500);

  const crowded = stack([at('a', 100), at('b', 102), at('c', 104), at('d', 120)], 6, [0, 1000]);
  assert.deepEqual(crowded.map(({ counted, members }) => [counted, members.length]), [[true, 3], [false, 1]]);
  const atEnd = stack([at('a', 2), at('b', 4)], 6, [0, 1000]);
  assert.ok(atEnd[0]!.shown[0]!.at >= 6, 'a row stays within the strip');
  assert.equal(stack([], 6, [0, 1]).length, 0);
});

test('ten thousand places need no more symbols than fit', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => ({ item: i, at: (i * 7919) % 1300 }));
  const stacks = stack(many, 6, [0, 1300]);
  assert.equal(stacks.reduce((sum, { members }) => sum + members.length, 0), 10_000, 'none is lost');
  assert.ok(stacks.length <= 1300 / (2.4 * 6) + 1);
});

test('bins keep every event in its 5 km and year', () => {
  const events = [[12, 2020.1], [14.9, 2020.9], [15, 2020.5], [12, 2021.5]].map(([km = 0, moment = 0], item) => ({ item, km, moment }));
  const found = bins(events);
  assert.deepEqual(found.map(({ km, moment, members }) => [km, moment, members]), [[12.5, 2020.5, [0, 1]], [17.5, 2020.5, [2]], [12.5, 2021.5, [3]]]);
  const area = (n: number): number => binRadius(n, 100, 9) ** 2;
  assert.ok(Math.abs(area(100) / area(25) - 4) < 1e-9, 'area says the count');
});

test('a strip keeps what the window of kilometres hides, and walks only what it shows', () => {
  const all = stock(thing('span', 'bridge', 100), clash('a', 200, '2020'), clash('b', 900, '2010'), thing('watch', 'guard', 300), clash('lost', 5, '2001', { mark: 'none' }));
  const brushed = state({ km: [150, 250] });
  const content = all.content(brushed);
  assert.deepEqual(content.events.map(({ feature }) => feature.id), ['a', 'b']);
  assert.deepEqual(westToEast(content, brushed).map(({ feature }) => feature.id), ['a']);
  assert.deepEqual(all.places.map(({ feature }) => feature.id), ['span'], 'posts leave the row to crossings');
  assert.deepEqual(all.extent.years, [2010, 2020]);
  assert.deepEqual(all.content(state({ years: [2015, 2026] })).events.map(({ feature }) => feature.id), ['a']);
  const crossings = state({ off: new Set(['clash']), filters: NO_FILTERS });
  assert.deepEqual(westToEast(all.content(crossings), crossings).map(({ feature }) => feature.id), ['span']);
  assert.deepEqual(stock(thing('watch', 'guard', 300)).places.map(({ feature }) => feature.id), ['watch']);
});

test('dots grow with deaths, are hollow where none are stated, and the widest lies lowest', () => {
  const wide = clash('wide', 300, '2020', { address: { ...thing('', '', 300).address!, km_from: 250, km_to: 350 }, deaths: { best: 100 } });
  const all = stock(clash('none', 100, '2020'), wide, clash('four', 200, '2020', { deaths: { low: 4 } }));
  const plan = planFor('tall', 1424, all.extent);
  const { dots } = layoutMarks(plan, all.content(state()), everywhere);
  assert.deepEqual(dots.map(({ members: [first], r, hollow }) => [first?.feature.id, Math.round(r * 10) / 10, hollow]), [
    ['wide', 9, false],
    ['none', 3.2, true],
    ['four', 5.1, false],
  ]);
  assert.equal(dotRadius(planFor('low', 1424, all.extent), 1e6), 6.5);
});

test('more than 400 events become bins, and dots again where a window holds few', () => {
  const all = stock(...Array.from({ length: 1000 }, (_, i) => clash(`c${i}`, (i * 13) % 1300, `${2000 + (i % 20)}`)));
  const plan = planFor('low', 1424, all.extent);
  const content = all.content(state());
  const whole = layoutMarks(plan, content, everywhere).dots;
  assert.ok(whole.every(({ binned }) => binned));
  assert.equal(whole.reduce((sum, { members }) => sum + members.length, 0), 1000);
  const isIn = ({ feature }: { feature: Feature }): boolean => feature.address!.km < 300;
  const partly = layoutMarks(plan, content, isIn as never).dots;
  assert.equal(partly.filter(({ binned }) => !binned).length, content.events.filter(isIn as never).length);
  assert.equal(partly.reduce((sum, { members }) => sum + members.length, 0), 1000);
});

test('a pointer finds the dot before the bar, within 8 px', () => {
  const soft = clash('soft', 500, '2020', { mark: 'soft', address: { ...thing('', '', 500).address!, km_from: 400, km_to: 600 } });
  const all = stock(soft, clash('dot', 500, '2020'));
  const plan = planFor('tall', 1424, all.extent);
  const { spots } = layoutMarks(plan, all.content(state()), everywhere);
  const y = plan.events!.years(2020.5);
  const id = (km: number, across: number): string | undefined => spotAt(spots, plan.along(km), across)?.members[0]?.feature.id;
  assert.equal(id(500, y + 7), 'dot');
  assert.equal(id(560, y), 'soft');
  assert.equal(id(500, y + 9), undefined);
  assert.equal(id(700, y), undefined);
  assert.equal(spotOf(spots, 'soft')?.kind, 'bar');
  assert.equal(spotOf(spots, 'nobody'), null);
});

test('the turned strip runs downwards, with years to the right and symbols beside the line', () => {
  const all = stock(thing('span', 'bridge', 100), thing('post', 'crossing', 101), clash('a', 200, '2020'), clash('b', 900, '1995'));
  const plan = planFor('turned', 360, all.extent);
  assert.ok(Math.abs(plan.along(1000) - plan.along(0) - 1150) < 1e-9, '1.15 px for each km');
  assert.ok(plan.height > plan.along(LENGTH));
  const { stacks, dots, spots } = layoutMarks(plan, all.content(state()), everywhere);
  const [newer, older] = [dots.find(({ members }) => members[0]?.feature.id === 'a'), dots.find(({ members }) => members[0]?.feature.id === 'b')];
  assert.ok(newer!.across > older!.across && newer!.across < 360);
  assert.deepEqual(stacks.map(({ shown }) => shown.length), [2]);
  const [first, second] = spots.filter(({ kind }) => kind === 'symbol');
  assert.ok(first!.along === second!.along && second!.across > first!.across);
});

test('a page without events has a lower strip, and a closed one its line alone', () => {
  const eventless = { lengthKm: LENGTH, years: null, hasPlaces: true };
  assert.equal(stripHeight('low', EXTENT), 172);
  assert.ok(stripHeight('low', eventless) < 110);
  assert.equal(planFor('low', 900, eventless).events, null);
  assert.equal(stripHeight('line', EXTENT), 64);
  assert.equal(planFor('line', 900, EXTENT).banks, null);
});

test('the dock is open on wide pages, closed on middle and low ones, and not there on narrow ones', () => {
  assert.equal(dockMode('wide', 900, null, false), 'low');
  assert.equal(dockMode('wide', 900, null, true), 'tall');
  assert.equal(dockMode('wide', 500, null, true), 'line');
  assert.equal(dockMode('wide', 500, true, true), 'low');
  assert.equal(dockMode('middle', 900, null, false), 'line');
  assert.equal(dockMode('middle', 900, true, false), 'low');
  assert.equal(dockMode('narrow', 900, true, true), null);
  assert.equal(tallHeight(900), 400);
  assert.equal(tallHeight(600), 240);
});

test('a window is whole, in order, at least a kilometre wide, and none where it spans the line', () => {
  assert.deepEqual(windowOf(820.4, 379.6, LENGTH), [380, 820]);
  assert.deepEqual(windowOf(500, 500, LENGTH), [500, 501]);
  assert.deepEqual(windowOf(1344, 1344, 1343.956), [1343, 1344]);
  assert.equal(windowOf(-5, 2000, LENGTH), null);
  assert.equal(windowOf(0, 1343.956, 1343.956), null);
});

test('keys move a handle by 1 and 10 km, the way it looks', () => {
  assert.equal(keyed('ArrowRight', false, 380, LENGTH, false), 381);
  assert.equal(keyed('ArrowLeft', true, 380, LENGTH, false), 370);
  assert.equal(keyed('ArrowUp', false, 380, LENGTH, false), 381);
  assert.equal(keyed('ArrowUp', false, 380, LENGTH, true), 379, 'up is west on a turned strip');
  assert.equal(keyed('End', false, 380, LENGTH, false), LENGTH);
  assert.equal(keyed('x', false, 380, LENGTH, false), null);
});

test('arrows walk within the row', () => {
  assert.equal(stepped('ArrowRight', -1, 5), 0);
  assert.equal(stepped('ArrowRight', 4, 5), 4);
  assert.equal(stepped('ArrowLeft', -1, 5), 4);
  assert.equal(stepped('End', 0, 5), 4);
  assert.equal(stepped('Tab', 0, 5), null);
});

test('the kilometres in view are told as stretches, without the windings at the edge', () => {
  const border = { lengthKm: 1400, atKm: (km: number) => ({ x: km, y: 0 }) };
  const seen = (...parts: (readonly [number, number])[]) => sightOf(border, ({ x }) => parts.some(([from, to]) => x >= from && x <= to));
  assert.deepEqual(seen([10, 20], [24, 30], [60, 70]), [[10, 30], [60, 70]]);
  assert.deepEqual(seen(), []);
  assert.equal(isWhole(seen([0, 1400]), 1400), true);
  assert.equal(isWhole(seen([0, 600]), 1400), false);
});

test('a name is cut to what is short and clear', () => {
  assert.equal(shortName('Gorno-Badakhshan (GBAO)'), 'GBAO');
  assert.equal(shortName('Lake Zorkul (Sir-i-kol, Lake Victoria)'), 'Lake Zorkul');
  assert.equal(shortName('Panj'), 'Panj');
});
