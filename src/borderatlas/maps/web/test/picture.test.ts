import assert from 'node:assert/strict';
import { test } from 'node:test';

import { flow, layoutPicture, LEGEND, MARGIN, pictureWidth, TEXT, TITLE, wrapped } from '../src/picture/layout';

const measure = (text: string): number => 10 * text.length;

test('text is wrapped at words, and within a word only where it is wider than the picture', () => {
  assert.deepEqual(wrapped('one two  three', 70, measure), ['one two', 'three']);
  assert.deepEqual(wrapped('a https://x.org/abcdef b', 80, measure), ['a', 'https://', 'x.org/ab', 'cdef b']);
  assert.deepEqual(wrapped('', 80, measure), []);
});

test('no line is wider than it may be', () => {
  const words = 'Border line and countries: © OpenStreetMap contributors, via timezone-boundary-builder (ODbL-1.0)';
  for (const most of [60, 100, 230]) assert.ok(wrapped(words, most, measure).every((line) => measure(line) <= most));
});

test('items stand side by side and start a row where they find no room', () => {
  assert.deepEqual(flow([50, 60, 40, 300], 140, 10), [{ x: 0, row: 0 }, { x: 60, row: 0 }, { x: 0, row: 1 }, { x: 0, row: 2 }]);
  assert.deepEqual(flow([], 140, 10), []);
});

test('the parts of a picture follow one another and fill it', () => {
  const parts = { map: { width: 800, height: 500 }, title: 1, head: 2, legend: 3, foot: 4 };
  const layout = layoutPicture(parts);
  assert.equal(layout.width, 800);
  assert.equal(layout.head - layout.title, TITLE.line);
  assert.ok(layout.map >= layout.head + 2 * TEXT.line);
  assert.ok(layout.legend >= layout.map + 500);
  assert.ok(layout.foot >= layout.legend + 3 * LEGEND.line);
  assert.equal(layout.height, layout.foot + 4 * TEXT.line + MARGIN);
});

test('a narrow map still leaves room for text', () => {
  assert.deepEqual(pictureWidth(200), { whole: 360, text: 360 - 2 * MARGIN });
  assert.equal(layoutPicture({ map: { width: 200, height: 90 }, title: 1, head: 1, legend: 0, foot: 1 }).width, 360);
});
