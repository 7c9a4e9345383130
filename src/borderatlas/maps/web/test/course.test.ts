import assert from 'node:assert/strict';
import { test } from 'node:test';

import { distanceTo, undelta, unpack } from '../src/data/course';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from '../src/data/mercator';
import { Seams } from '../src/data/seams';
import type { Packed } from '../src/data/types';

/** Whole degrees to the units and differences of a payload. */
function pack(points: readonly (readonly [number, number])[]): Packed {
  return points.flatMap(([lon, lat], i) => {
    const [lastLon, lastLat] = points[i - 1] ?? [0, 0];
    return [Math.round((lon - lastLon) * 1e5), Math.round((lat - lastLat) * 1e5)];
  });
}

test('differences add up to the places they stand for', () => {
  assert.deepEqual([...undelta([6778090, 3718160, -5, 10, 5, -10])], [6778090, 3718160, 6778085, 3718170, 6778090, 3718160]);
});

test('an unpacked line is projected and knows its box', () => {
  const { xy, box } = unpack(pack([[70, 37], [72, 38.5], [71, 36]]));
  assert.ok(Math.abs(longitudeOf(xy[2]!) - 72) < 1e-9);
  assert.ok(Math.abs(latitudeOf(xy[3]!) - 38.5) < 1e-9);
  assert.ok(Math.abs(box.west - mercatorX(70)) < 1e-12 && Math.abs(box.east - mercatorX(72)) < 1e-12);
  assert.ok(Math.abs(box.north - mercatorY(38.5)) < 1e-12 && Math.abs(box.south - mercatorY(36)) < 1e-12);
});

test('the distance to a line is that to its nearest point, not to its nearest vertex', () => {
  const line = unpack(pack([[0, 0], [10, 0]]));
  assert.ok(Math.abs(distanceTo(line, mercatorX(5), mercatorY(0) + 0.01) - 0.01) < 1e-12);
  assert.ok(Math.abs(distanceTo(line, mercatorX(12), mercatorY(0)) - 2 / 360) < 1e-12);
});

const FRAME = [0, 0, 1_000_000, 1_000_000] as const;
const left = pack([[1, 1], [2, 1], [2, 3], [1, 3], [1, 1]]);
const right = pack([[2, 1], [3, 1], [3, 3], [2, 3], [2, 1]]);
/** Edges as sorted pairs of `lon,lat`. */
const edges = (runs: readonly { xy: Float64Array }[]): string[] =>
  runs.flatMap(({ xy }) => {
    const names = Array.from({ length: xy.length / 2 }, (_, i) => `${longitudeOf(xy[2 * i]!).toFixed(3)},${latitudeOf(xy[2 * i + 1]!).toFixed(3)}`);
    return names.slice(1).map((name, i) => [names[i]!, name].sort().join(' – '));
  });

test('an edge that two areas share is drawn once', () => {
  const found = edges(new Seams(FRAME).take([left, right]));
  assert.equal(found.length, 7);
  assert.equal(new Set(found).size, 7);
});

test('edges that an earlier call returned are not drawn again', () => {
  const seams = new Seams(FRAME);
  seams.take([left]);
  assert.deepEqual(edges(seams.take([right])).filter((edge) => edge === '2.000,1.000 – 2.000,3.000'), []);
});

test('edges on any side of the frame are no boundaries', () => {
  const whole = pack([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]);
  assert.deepEqual(new Seams(FRAME).take([whole]), []);
  const cut = pack([[0, 1], [2, 1], [2, 3], [0, 3], [0, 1]]);
  const found = edges(new Seams(FRAME).take([cut]));
  assert.deepEqual(found.sort(), ['0.000,1.000 – 2.000,1.000', '0.000,3.000 – 2.000,3.000', '2.000,1.000 – 2.000,3.000']);
});
