import assert from 'node:assert/strict';
import { test } from 'node:test';

import { layoutFor, nearestHeight, sheetPixels } from '../src/shell/layout';

test('the arrangement follows the size of the page', () => {
  assert.equal(layoutFor(1440, 900), 'wide');
  assert.equal(layoutFor(1199, 900), 'middle');
  assert.equal(layoutFor(760, 700), 'middle');
  assert.equal(layoutFor(759, 900), 'narrow');
  assert.equal(layoutFor(390, 844), 'narrow');
});

test('a low frame of a notebook gets the rail instead of a sheet', () => {
  assert.equal(layoutFor(640, 400), 'middle');
  assert.equal(layoutFor(390, 400), 'narrow');
});

test('the sheet leaves room for the line', () => {
  assert.equal(sheetPixels('peek', 740), 318);
  assert.equal(sheetPixels('half', 740), 370);
  assert.equal(sheetPixels('full', 740), 676);
  assert.equal(sheetPixels('peek', 400), 172);
});

test('a drag ends at the nearest height', () => {
  assert.equal(nearestHeight(100, 844), 'peek');
  assert.equal(nearestHeight(430, 844), 'half');
  assert.equal(nearestHeight(760, 844), 'full');
});
