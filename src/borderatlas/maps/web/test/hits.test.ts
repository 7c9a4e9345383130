import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Atlas, type Entry } from '../src/data/atlas';
import { courseOf } from '../src/data/course';
import { mercatorX, mercatorY, worldPixels } from '../src/data/mercator';
import type { Payload } from '../src/data/types';
import type { Disc } from '../src/map/discs';
import { Frame } from '../src/map/frame';
import { under, type Scene } from '../src/map/hits';
import type { Mark, Spot } from '../src/map/marks';

const LON = 70;
const LAT = 38;

/** The border lies far away from all of this. */
const atlas = new Atlas({
  border: { length_km: 100, version: '', licence: '', line: [6_900_000, 3_900_000, 200_000, 0], metres: [0, 100_000], drawn: [], left: '', right: '', banks: {}, reaches: [] },
  backdrop: { bounds: [60, 30, 80, 45], countries: [], provinces: [], rivers: [], lakes: [], towns: [] },
  families: [],
  kinds: {},
  statuses: {},
  features: [],
} as unknown as Payload);

const entry = (id: string): Entry => ({ feature: { id } }) as Entry;

function frame(): Frame {
  const world = worldPixels(8);
  const origin = { x: mercatorX(LON) * world - 500, y: mercatorY(LAT) * world - 400 };
  return new Frame({} as CanvasRenderingContext2D, 1000, 800, 0, 8, origin, { top: 0, right: 0, bottom: 0, left: 0 });
}

const disc = (x: number, r: number, ...ids: string[]): Disc => ({ members: ids.map(entry), x, y: 400, r, strength: 1, on: false });
const mark = (id: string, x: number, r = 10): Mark => ({ entry: entry(id), members: [entry(id)], x, y: 400, r, hollow: false, strong: false, selected: false });
const spot = (...marks: Mark[]): Spot => ({ marks, x: 0, y: 0, half: 0, crowd: { group: '', x: 0, y: 0, members: [] } });

/** A schematic line from north to south through a column of the sheet. */
function course(id: string, x: number): Scene['courses'][number] {
  const { x: across } = frame().placeAt(x, 0);
  return { entry: entry(id), course: courseOf(new Float64Array([across, frame().placeAt(0, 0).y, across, frame().placeAt(0, 800).y])) };
}

function found(scene: Partial<Scene>, x: number, slop = 4): [kind: string | undefined, ...ids: string[]] {
  const { hit } = under({ frame: frame(), spots: [], discs: [], numbers: [], courses: [], ...scene }, atlas, x, 400, slop);
  return [hit?.kind, ...(hit?.members ?? []).map(({ feature }) => feature.id)];
}

test('discs under a pointer are offered together, the widest last', () => {
  const discs = [disc(500, 200, 'wide'), disc(500, 90, 'middle', 'too'), disc(560, 40, 'small')];
  assert.deepEqual(found({ discs }, 560), ['disc', 'small', 'middle', 'too', 'wide']);
  assert.deepEqual(found({ discs }, 500), ['disc', 'middle', 'too', 'wide']);
  assert.deepEqual(found({ discs }, 400), ['disc', 'wide']);
  assert.deepEqual(found({ discs }, 200), [undefined]);
});

test('a disc that is gone takes no click', () => {
  assert.deepEqual(found({ discs: [{ ...disc(500, 800, 'gone'), strength: 0 }] }, 500), [undefined]);
});

test('a line on a disc is offered before it; a finger may miss it by more', () => {
  const scene = { discs: [disc(500, 90, 'disc')], courses: [course('line', 500)] };
  assert.deepEqual(found(scene, 503), ['pile', 'line', 'disc']);
  assert.deepEqual(found(scene, 512), ['disc', 'disc']);
  assert.deepEqual(found(scene, 512, 14), ['pile', 'line', 'disc']);
  assert.deepEqual(found({ courses: scene.courses }, 503), ['line', 'line']);
});

test('an entry with discs at several places is offered once', () => {
  const several = entry('several');
  const discs = [disc(500, 90), disc(520, 80)].map((one) => ({ ...one, members: [several] }));
  assert.deepEqual(found({ discs }, 510), ['disc', 'several']);
});

test('a symbol and the number of a disc are had alone', () => {
  const discs = [disc(500, 200, 'wide'), disc(500, 90, 'small')];
  assert.deepEqual(found({ discs, spots: [spot(mark('symbol', 500))] }, 500), ['symbol', 'symbol']);
  assert.deepEqual(found({ discs, numbers: [{ disc: discs[0]!, text: '1', x: 518, y: 400 }] }, 518), ['number', 'wide']);
});

test('of two symbols that a finger cannot tell apart both are offered; a mouse can', () => {
  const spots = [spot(mark('below', 500)), spot(mark('above', 508))];
  assert.deepEqual(found({ spots }, 508), ['symbol', 'above']);
  assert.deepEqual(found({ spots }, 508, 14), ['symbol', 'above', 'below']);
  const apart = [spot(mark('below', 500)), spot(mark('above', 523))];
  assert.deepEqual(found({ spots: apart }, 523, 14), ['symbol', 'above'], 'as they stand in a tray');
});
