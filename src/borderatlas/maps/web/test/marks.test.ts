import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Atlas } from '../src/data/atlas';
import { mercatorX, mercatorY, metresPerPixel, worldPixels } from '../src/data/mercator';
import type { Feature, Payload } from '../src/data/types';
import { isDrawn, layoutDiscs, layoutNumbers, widerThanMap } from '../src/map/discs';
import { Focus } from '../src/map/focus';
import { Frame } from '../src/map/frame';
import { under } from '../src/map/hits';
import { layoutSymbols } from '../src/map/marks';
import { Placer } from '../src/map/placer';
import { initialState } from '../src/state/store';

const LON = 70;
const LAT = 38;

const family = (name: string) => ({ name, title: name, symbol: name, hue: 'blue' as const });

function feature(id: string, kind: string, change: Partial<Feature> = {}): Feature {
  return { id, layer: kind, kind, name: id, points: [[LON, LAT]], mark: 'crisp', sources: [], relation: 'core', ...change };
}

function atlas(...features: Feature[]): Atlas {
  const names = ['bridge', 'crossing', 'clash', 'guard'];
  return new Atlas({
    border: { length_km: 100, version: '', licence: '', line: [6_900_000, 3_900_000, 200_000, 0], metres: [0, 100_000], drawn: [], left: '', right: '', banks: {}, reaches: [] },
    backdrop: { bounds: [60, 30, 80, 45], countries: [], provinces: [], rivers: [], lakes: [], towns: [] },
    families: names.map(family),
    kinds: Object.fromEntries(names.map((name) => [name, { family: name, label: name }])),
    statuses: { shut: { label: 'Shut', fill: 'slash' } },
    features,
  } as unknown as Payload);
}

/** A sheet of 1000 × 800 px with the place of the features in its middle. */
function frame(zoom: number): Frame {
  const world = worldPixels(zoom);
  const origin = { x: mercatorX(LON) * world - 500, y: mercatorY(LAT) * world - 400 };
  return new Frame({} as CanvasRenderingContext2D, 1000, 800, 0, zoom, origin, { top: 0, right: 0, bottom: 0, left: 0 });
}

const focus = (from: Atlas, change: Partial<ReturnType<typeof initialState>> = {}): Focus =>
  new Focus(from, { ...initialState('en', 'light'), ...change });
const east = (degrees: number): Partial<Feature> => ({ points: [[LON + degrees, LAT]] });

test('one site is one symbol with a count, and a tray from zoom 9', () => {
  const place = atlas(feature('post', 'crossing'), feature('span', 'bridge', east(0.001)));
  const [spot, ...rest] = layoutSymbols(frame(8), focus(place));
  assert.equal(rest.length, 0);
  assert.equal(spot?.marks[0]?.entry.feature.id, 'span', 'a bridge stands before its crossing point');
  assert.equal(spot?.marks[0]?.pill?.text, '2');
  const [near] = layoutSymbols(frame(9), focus(place));
  assert.deepEqual(near?.marks.map(({ entry }) => entry.feature.id), ['span', 'post']);
  assert.ok(near?.tray);
});

test('the smallest scales leave out counts and posts, but not a selected post', () => {
  const place = atlas(feature('post', 'crossing'), feature('span', 'bridge'), feature('watch', 'guard', east(1)));
  const far = layoutSymbols(frame(6.5), focus(place));
  assert.deepEqual(far.map(({ marks }) => marks[0]?.pill), [undefined]);
  assert.equal(layoutSymbols(frame(6.5), focus(place, { selection: 'watch' })).length, 2);
  assert.equal(layoutSymbols(frame(7), focus(place)).length, 2);
});

test('a clash grows with its deaths and is hollow where none are stated', () => {
  const radius = (deaths: Feature['deaths']) => {
    const mark = layoutSymbols(frame(9), focus(atlas(feature('c', 'clash', deaths ? { deaths } : {}))))[0]?.marks[0];
    return { r: Math.round((mark?.r ?? 0) * 1e6) / 1e6, hollow: mark?.hollow };
  };
  assert.deepEqual(radius(undefined), { r: 7.2, hollow: true });
  assert.deepEqual(radius({ best: 0 }), { r: 7.2, hollow: false });
  assert.equal(radius({ low: 4, best: 9 }).r, 9.9);
  assert.equal(radius({ best: 1000 }).r, 14);
});

test('families that are off are not drawn; a status decides the fill', () => {
  const place = atlas(feature('span', 'bridge', { status: 'shut' }), feature('watch', 'guard', { status: 'never heard of', ...east(1) }));
  assert.deepEqual(focus(place, { off: new Set(['guard']) }).entries.map(({ feature: { id } }) => id), ['span']);
  assert.deepEqual(place.entries.map(({ fill }) => fill), ['slash', 'hollow']);
});

const soft = (id: string, metres: number): Feature => feature(id, 'clash', { mark: 'soft', precision_m: metres });

test('entries of one district share a disc of the widest radius, with their number', () => {
  const place = atlas(soft('a', 10_000), soft('b', 30_000), soft('c', 20_000));
  const sheet = frame(8);
  const [disc, ...rest] = layoutDiscs(sheet, focus(place));
  assert.equal(rest.length, 0);
  assert.ok(disc && Math.abs(disc.r - 30_000 / metresPerPixel(LAT, 8)) < 1e-6);
  assert.deepEqual(layoutNumbers(sheet, [disc], new Placer(1000, 800)).map(({ text }) => text), ['3']);
  assert.deepEqual(layoutSymbols(sheet, focus(place)), [], 'there is no pin');
});

test('a single entry bears its number only closer in, or when it is on', () => {
  const place = atlas(soft('a', 20_000));
  const numbers = (zoom: number, selection: string | null = null) => {
    const chosen = focus(place, { selection });
    return layoutNumbers(frame(zoom), layoutDiscs(frame(zoom), chosen), new Placer(1000, 800)).length;
  };
  assert.deepEqual([numbers(8), numbers(8, 'a'), numbers(8.5)], [0, 1, 1]);
});

test('a disc fades as it outgrows the map, and is told instead', () => {
  const place = atlas(soft('a', 20_000));
  const at = (zoom: number) => {
    const discs = layoutDiscs(frame(zoom), focus(place));
    return { strength: discs[0]?.strength ?? -1, drawn: discs.filter(isDrawn).length, wide: widerThanMap(frame(zoom), discs).map(({ feature: { id } }) => id) };
  };
  assert.deepEqual(at(9), { strength: 1, drawn: 1, wide: [] });
  const between = at(11.3);
  assert.ok(between.strength > 0.05 && between.strength < 1 && between.wide.length === 0);
  assert.deepEqual(at(13), { strength: 0, drawn: 0, wide: ['a'] });
});

test('a pointer finds a symbol before the disc around it, and the border only near by', () => {
  const place = atlas(feature('span', 'bridge'), soft('a', 30_000));
  const sheet = frame(8);
  const chosen = focus(place);
  const discs = layoutDiscs(sheet, chosen);
  const scene = { frame: sheet, spots: layoutSymbols(sheet, chosen), discs, numbers: [], courses: [] };
  const kind = (x: number, y: number, slop = 4) => under(scene, place, x, y, slop).hit?.kind;
  assert.equal(kind(500, 400), 'symbol');
  assert.equal(kind(512, 400), 'symbol', 'within the slop');
  assert.equal(kind(520, 400), 'disc');
  assert.equal(kind(520, 400, 14), 'symbol', 'a finger may miss by more');
  assert.equal(kind(900, 400), undefined);
  assert.equal(under(scene, place, 500, 400, 4).foot, undefined);
  const border = sheet.y(mercatorY(39));
  assert.ok(under(scene, place, 500, border + 15, 4).foot);
  assert.equal(under(scene, place, 500, border + 17, 4).foot, undefined);
});

test('what another symbol covers is listed with it, and what shows is hit alone', () => {
  const listed = (place: Atlas, x: number): string[] => {
    const sheet = frame(8);
    const scene = { frame: sheet, spots: layoutSymbols(sheet, focus(place)), discs: [], numbers: [], courses: [] };
    return under(scene, place, x, 400, 4).hit?.members.map(({ feature: { id } }) => id) ?? [];
  };
  const covered = atlas(feature('watch', 'guard'), feature('shots', 'clash'));
  assert.deepEqual(listed(covered, 500), ['shots', 'watch'], 'the symbol on top first');
  const beside = atlas(feature('watch', 'guard', east(0.03)), feature('shots', 'clash'));
  assert.deepEqual(listed(beside, 500), ['shots']);
  assert.deepEqual(listed(beside, 507), ['watch'], 'the part that shows');
});

test('of two symbols under the pointer the one on top is hit, not the larger one', () => {
  const place = atlas(feature('watch', 'guard', east(0.02)), feature('shots', 'clash'));
  const sheet = frame(8);
  const spots = layoutSymbols(sheet, focus(place));
  const [below, above] = spots.map(({ marks }) => marks[0]!);
  assert.ok(below && above && below.r > above.r);
  const hit = under({ frame: sheet, spots, discs: [], numbers: [], courses: [] }, place, (below.x + above.x) / 2, 400, 4).hit;
  assert.equal(hit?.members[0]?.feature.id, 'shots');
});
