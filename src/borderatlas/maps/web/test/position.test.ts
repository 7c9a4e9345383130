import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Position, readKilometre, readPosition } from '../src/search/position';

const LENGTH = 1343.956;

test('kilometres are read as readers write them', () => {
  const written: readonly (readonly [string, number])[] = [
    ['km 541', 541],
    ['KM541', 541],
    ['541 km', 541],
    ['541', 541],
    ['541+200', 541.2],
    ['km 541 + 050', 541.05],
    ['541.25', 541.25],
    ['541,25', 541.25],
    ['1,234', 1234],
    ['1,234.5 km', 1234.5],
    ['541,200', 541.2],
    ['км 541', 541],
    ['کیلومتر ۵۴۱', 541],
    ['2000', 2000],
  ];
  for (const [text, km] of written) assert.equal(readKilometre(text, LENGTH), km, text);
});

test('the end of the line is found as the page tells it', () => {
  for (const text of ['1344', 'km 1344', '1,344', '1,344 km', '1343.956']) assert.equal(readKilometre(text, LENGTH), LENGTH, text);
  assert.equal(readKilometre('1345', LENGTH), 1345, 'beyond it');
  assert.equal(readKilometre('101', 100.3), 101, 'beyond a length that is rounded down');
  assert.equal(readKilometre('1,000', 1000.4), 1000);
});

test('what is no kilometre is none', () => {
  for (const text of ['', 'km', 'km 541 km', 'Khorog', '37.52 71.50', '541-200', '2018-04', '-5', 'km 1.2.3']) {
    assert.equal(readKilometre(text, LENGTH), null, text);
  }
});

const covers = ({ lat, lon }: Position): boolean => lat > 34 && lat < 41 && lon > 64 && lon < 76;

test('coordinates are read in either order and in several notations', () => {
  for (const text of [
    '37.52 71.50',
    '37.52, 71.50',
    '37.52,71.50',
    '37,52; 71,50',
    '71.50E 37.52N',
    '37.52N 71.50E',
    '37.52° N, 71.50° E',
    'N 37.52 E 71.50',
    'E71.50 N37.52',
    '37°31′12″N 71°30′0″E',
    "37°31'12\"N, 71°30'E",
    '71.50 37.52',
    '۳۷.۵۲ ۷۱.۵۰',
  ]) {
    const found = readPosition(text, covers);
    assert.ok(found, text);
    assert.deepEqual([found.lat.toFixed(4), found.lon.toFixed(4)], ['37.5200', '71.5000'], text);
  }
});

test('letters decide against what the map covers', () => {
  assert.deepEqual(readPosition('71.5N 37.5E', covers), { lat: 71.5, lon: 37.5 });
  assert.deepEqual(readPosition('10S 20W', covers), { lat: -10, lon: -20 });
});

test('what is no pair of coordinates is none', () => {
  for (const text of ['37.52', '37.52N', '37.52N 71.50N', '95 195', '91N 10E', '37°61′N 71°E', 'Tem 12', '541+200', '2018 2019 2020']) {
    assert.equal(readPosition(text, covers), null, text);
  }
});
