import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BorderLine } from '../src/data/border';
import { longitudeOf, mercatorX, mercatorY } from '../src/data/mercator';
import type { BorderData } from '../src/data/types';

/** 0 to 10 degrees east along the equator, in three parts, with kilometres that are not those of the drawing. */
const data: BorderData = {
  length_km: 1000,
  version: 'test',
  licence: 'none',
  line: [0, 0, 200_000, 0, 300_000, 0, 500_000, 0],
  metres: [0, 200_000, 300_000, 500_000],
  starts: [],
  drawn: [[0, 0, 1_000_000, 0]],
  left: 'NOR',
  right: 'SOU',
  banks: {
    NOR: [{ name: 'Upper', from_km: 0, to_km: 600 }, { name: 'Far', from_km: 600, to_km: 1000 }],
    SOU: [{ name: 'Lower', from_km: 0, to_km: 1000 }],
  },
  reaches: [{ name: 'River', from_km: 0, to_km: 400 }, { name: 'Ridge', from_km: 400, to_km: 1000 }],
  crossings: [],
};
const line = new BorderLine(data);
const near = (a: number, b: number, within = 1e-9): boolean => Math.abs(a - b) < within;

test('a kilometre has its place on the full line', () => {
  assert.ok(near(longitudeOf(line.atKm(0).x), 0));
  assert.ok(near(longitudeOf(line.atKm(350).x), 3.5));
  assert.ok(near(longitudeOf(line.atKm(1000).x), 10));
});

test('kilometres beyond the ends give the ends', () => {
  assert.ok(near(longitudeOf(line.atKm(-5).x), 0));
  assert.ok(near(longitudeOf(line.atKm(5000).x), 10));
});

test('the kilometre near a place comes back, with the distance to it', () => {
  for (const km of [0, 1, 199.9, 200, 421.7, 999, 1000]) {
    const place = line.atKm(km);
    const foot = line.kmAt(place.x, place.y + 0.001);
    assert.ok(near(foot.km, km, 1e-6), `km ${km} came back as ${foot.km}`);
    assert.ok(near(foot.distance, 0.001));
  }
  assert.ok(near(line.kmAt(mercatorX(-3), mercatorY(0)).km, 0));
});

test('the way across points to the right bank', () => {
  const across = line.across(500, 5);
  assert.ok(near(across.x, 0) && near(across.y, 1), 'south of a line that runs east');
});

test('a stretch begins and ends at its kilometres and keeps the vertices between', () => {
  const [{ xy } = assert.fail()] = line.between(100, 600);
  const lons = Array.from({ length: xy.length / 2 }, (_, i) => longitudeOf(xy[2 * i]!));
  assert.deepEqual(lons.map((lon) => Math.round(lon * 1000) / 1000), [1, 2, 5, 6]);
});

test('a kilometre knows its banks, the left one first, and its reach', () => {
  assert.deepEqual(line.banksAt(700).map(({ name }) => name), ['Far', 'Lower']);
  assert.equal(line.reachAt(100)?.name, 'River');
  assert.equal(line.reachAt(2000), undefined);
});
