import assert from 'node:assert/strict';
import { test } from 'node:test';

import { withAlpha } from '../src/map/palette';
import { byZoom, postSpacing, tickSpacing, WIDTHS } from '../src/map/scale';

test('sizes are linear between the zooms that name them, constant beyond', () => {
  assert.equal(byZoom(6.5, WIDTHS.border), 2);
  assert.ok(Math.abs(byZoom(7.25, WIDTHS.border) - 2.4) < 1e-12);
  assert.equal(byZoom(13, WIDTHS.border), 4.5);
  assert.equal(byZoom(20, WIDTHS.border), 4.5);
  assert.equal(byZoom(0, WIDTHS.casing), 5);
});

test('posts and ticks grow denser with the zoom', () => {
  const zooms = [6, 6.5, 7, 8.75, 10, 11.5, 13];
  assert.deepEqual(zooms.map(postSpacing), [400, 200, 100, 50, 10, 5, 1]);
  assert.deepEqual(zooms.map(tickSpacing), [0, 0, 0, 10, 2, 1, 0.5]);
});

test('opacity becomes the last byte of a colour', () => {
  assert.equal(withAlpha('#C04A00', 0), '#C04A0000');
  assert.equal(withAlpha('#C04A00', 0.14), '#C04A0024');
  assert.equal(withAlpha('#C04A00', 3), '#C04A00ff');
});
