import assert from 'node:assert/strict';
import { test } from 'node:test';

import { latitudeOf, longitudeOf, mercatorX, mercatorY, metresPerPixel, worldPixels } from '../src/data/mercator';

test('the unit square has the origin of Leaflet', () => {
  assert.equal(mercatorX(-180), 0);
  assert.equal(mercatorX(180), 1);
  assert.ok(Math.abs(mercatorY(0) - 0.5) < 1e-15);
  assert.ok(Math.abs(mercatorY(85.0511287798)) < 1e-9);
  assert.ok(mercatorY(38) < mercatorY(37), 'north is up');
});

test('a place comes back from the projection', () => {
  for (const [lon, lat] of [[67.780901, 37.1816], [74.889862, 37.23409], [-179.9, -60], [0, 0]] as const) {
    assert.ok(Math.abs(longitudeOf(mercatorX(lon)) - lon) < 1e-9);
    assert.ok(Math.abs(latitudeOf(mercatorY(lat)) - lat) < 1e-9);
  }
});

test('pixels and metres agree with the tile scheme', () => {
  assert.equal(worldPixels(0), 256);
  assert.equal(worldPixels(7), 32768);
  assert.ok(Math.abs(metresPerPixel(0, 0) - 156_543.034) < 0.001);
  assert.ok(Math.abs(metresPerPixel(60, 10) - metresPerPixel(0, 10) / 2) < 1e-9);
});
