import assert from 'node:assert/strict';
import { test } from 'node:test';

import { latitudeOf, longitudeOf, mercatorX, mercatorY, worldPixels } from '../src/data/mercator';
import { Frame } from '../src/map/frame';
import { Lettering } from '../src/map/lettering';
import type { Palette } from '../src/map/palette';
import { distance, way } from '../src/measuring/geodesic';
import { paintMeasured } from '../src/measuring/painter';
import { reading } from '../src/measuring/reading';
import { length } from '../src/measuring/words';

const near = (value: number, wanted: number, within: number): void => assert.ok(Math.abs(value - wanted) <= within, `${value} is not ${wanted}`);
const dms = (d: number, m: number, s: number): number => d + m / 60 + s / 3600;

test('distances agree with published ones to the millimetre', () => {
  // PROJ 9, another implementation of the same method.
  near(distance({ lat: 37.2, lon: 68.6 }, { lat: 37.5, lon: 71.5 }), 259_083.289, 0.001);
  // A degree of longitude on the equator: a · π / 180, with a = 6,378,137 m.
  near(distance({ lat: 0, lon: 0 }, { lat: 0, lon: 1 }), (6_378_137 * Math.PI) / 180, 0.001);
  // The quarter meridian of WGS 84.
  near(distance({ lat: 0, lon: 0 }, { lat: 90, lon: 0 }), 10_001_965.729, 0.001);
  // Geoscience Australia, Flinders Peak to Buninyong on GRS 80, which differs from WGS 84 by less than a tenth of a millimetre here.
  const flinders = { lat: -dms(37, 57, 3.7203), lon: dms(144, 25, 29.5244) };
  const buninyong = { lat: -dms(37, 39, 10.1561), lon: dms(143, 55, 35.3839) };
  near(distance(flinders, buninyong), 54_972.271, 0.001);
});

test('a shortest way keeps its step, its ends and its length', () => {
  const from = { lat: 37, lon: 67 };
  const to = { lat: 38, lon: 75 };
  const places = way(from, to, 50_000);
  const whole = distance(from, to);
  assert.equal(places.length, Math.ceil(whole / 50_000) + 1);
  assert.deepEqual([places[0], places[places.length - 1]], [from, to]);
  near(places.slice(1).reduce((sum, place, i) => sum + distance(places[i]!, place), 0), whole, 0.001);
  // On the northern half of the earth it bends north of the straight line on the map.
  const middle = places[Math.floor(places.length / 2)]!;
  assert.ok(middle.lat > latitudeOf((mercatorY(from.lat) + mercatorY(to.lat)) / 2));
  assert.deepEqual(way(from, from, 1000), [from, from]);
});

/** A border along the parallel of 37°, one kilometre to a hundredth of a degree. */
const line = {
  kmAt: (x: number) => ({ km: (longitudeOf(x) - 70) * 100, point: { x, y: mercatorY(37) } }),
};

test('the way along the border is told only where both ends lie near it', () => {
  const on = { lat: 37, lon: 70 };
  const close = { lat: 37.17, lon: 71 };
  const far = { lat: 37.19, lon: 71 };
  assert.equal(reading([on], line), null);
  near(reading([on, close], line)!.along!, 100_000, 1e-3);
  assert.equal(reading([on, far], line)!.along, null);
  assert.equal(reading([far, on], line)!.along, null);
  assert.ok(distance({ lat: 37, lon: 71 }, close) < 20_000 && distance({ lat: 37, lon: 71 }, far) > 20_000);
  near(longitudeOf(mercatorX(71)), 71, 1e-9);
});

test('the total follows every point, the straight distance only the ends', () => {
  const points = [{ lat: 37, lon: 70 }, { lat: 38, lon: 70.5 }, { lat: 37, lon: 71 }];
  const { total, straight } = reading(points, line)!;
  near(total, distance(points[0]!, points[1]!) + distance(points[1]!, points[2]!), 1e-6);
  near(straight, distance(points[0]!, points[2]!), 1e-6);
});

test('lengths are written as sharply as a click can be', () => {
  assert.deepEqual([0, 41.4, 999.4, 1234, 52_345, 1_344_000].map(length), ['0 m', '41 m', '999 m', '1.23 km', '52.3 km', '1,344 km']);
});

test('on paper a total stands on a box of its own, over what the map says there', () => {
  const done: string[] = [];
  const boxes: number[][] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => {
      if (name === 'measureText') return (words: string) => ({ width: 7 * words.length });
      return (...values: unknown[]) => {
        done.push(name === 'fillText' ? `${name} ${String(values[0])}` : name);
        if (name === 'roundRect') boxes.push(values.slice(0, 4) as number[]);
      };
    },
    set: () => true,
  }) as unknown as CanvasRenderingContext2D;
  const world = worldPixels(8);
  const origin = { x: mercatorX(70) * world - 100, y: mercatorY(37) * world - 100 };
  const frame = new Frame(context, 400, 300, 0, 8, origin, { top: 0, right: 0, bottom: 0, left: 0 });
  paintMeasured(frame, [{ lat: 37, lon: 69.9 }, { lat: 37, lon: 70 }], {} as Palette, new Lettering(context, 'sans-serif', ''));
  const words = done.findIndex((step) => step.startsWith('fillText'));
  assert.equal(done[words], 'fillText 8.9 km');
  assert.deepEqual(done.slice(done.indexOf('roundRect'), words).slice(0, 2), ['roundRect', 'fill']);
  assert.equal(done.includes('strokeText'), false, 'the box takes the place of a halo');
  assert.deepEqual(boxes.map((box) => box.map(Math.round)), [[106, 76, 7 * '8.9 km'.length + 10, 17]]);
});
