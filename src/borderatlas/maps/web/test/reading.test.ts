import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Geodesic } from 'geographiclib-geodesic';
import { type Known, type Notation, notations } from '../src/notation/notations';
import { type Position, readPosition } from '../src/search/position';

const everywhere = (): boolean => true;
/** Rounding leaves a place within its own radius along each of two axes, a hundredth more for the longest degrees. */
const DIAGONAL = Math.SQRT2 * 1.01;

function apart(a: Position, b: Position): number {
  return Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon).s12 ?? NaN;
}

/** Numbers from 0 to 1 that are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('whatever the page offers to copy leads the search back to the place, as near as the notation tells it', () => {
  const next = random(20261122);
  const read = new Map<Notation, number>();
  for (let i = 0; i < 3000; i++) {
    const place: Known = { lat: next() * 150 - 72, lon: next() * 358 - 179, radius: 10 ** (0.3 + next() * 4.2) };
    for (const { notation, value } of notations(place)) {
      // Longitude first is told from latitude first by what the map covers.
      const found = readPosition(value, (position) => notation !== 'lonLat' || apart(position, place) < 4 * place.radius);
      assert.ok(found, `${notation}: ${value}`);
      const metres = apart(found, place);
      assert.ok(metres <= Math.max(2, place.radius * DIAGONAL), `${notation} ${value}: ${metres} m off a place known to ${place.radius} m`);
      read.set(notation, (read.get(notation) ?? 0) + 1);
    }
  }
  assert.deepEqual([...read.keys()].sort(), ['dms', 'geoUri', 'latLon', 'lonLat', 'mgrs', 'plusCode', 'utm']);
});

test('notations are read as other programs write them', () => {
  const near: Position = { lat: 37.52806, lon: 71.50389 };
  const covers = ({ lat, lon }: Position): boolean => lat > 34 && lat < 41 && lon > 64 && lon < 76;
  for (const text of [
    '42N 721254 4156400',
    '42S 721254 4156400',
    '42 S 721254mE 4156400mN',
    'UTM 42N 721254.5 E, 4156400.4 N',
    '42SYG2125456400',
    '42s yg 21254 56400',
    'MGRS 42S YG 2125 5640',
    '8J9HGGH3+6HC',
    '8j9hggh3+6h',
    'geo:37.52806,71.50389',
    'geo:37.52806,71.50389,2100;crs=wgs84;u=10',
    'geo:37.52806,71.50389?z=15',
    '37 31 41 N 71 30 14 E',
    '37°31\'41"N 71 30 14 E',
    'N 37 31 41 E 71 30 14',
    '37 31.68N, 71 30.23E',
    '37:31:41 N 71:30:14 E',
    "37°31'41''N 71°30'14''E",
    '37 31 41, 71 30 14',
    '۳۷ ۳۱ ۴۱ N ۷۱ ۳۰ ۱۴ E',
  ]) {
    const found = readPosition(text, covers);
    assert.ok(found, text);
    assert.ok(apart(found, near) < 40, `${text}: ${found.lat} ${found.lon}`);
  }
});

test('the letter S is a hemisphere unless the map covers the band of latitude', () => {
  assert.ok(readPosition('56S 334900 6252290', everywhere)!.lat < 0);
  assert.ok(readPosition('42S 721254 4156400', ({ lat }) => lat > 0)!.lat > 0);
});

test('what only resembles a notation is none', () => {
  for (const text of [
    '541+200',
    'GGH3+6HC',
    '42S YG 212 56',
    '42S YG 212',
    '61N 721254 4156400',
    '42I YG 212 564',
    '42S 721254',
    'geo:97,71',
    'geo:Khorog',
    '37 61 00 N 71 30 00 E',
    '37.5 31 N 71 30 E',
    '37 31 12 N',
    'post 9 km 12',
  ]) {
    assert.equal(readPosition(text, everywhere), null, text);
  }
});
