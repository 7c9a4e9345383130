import assert from 'node:assert/strict';
import { test } from 'node:test';

import { around, Placer, textRect } from '../src/map/placer';

test('what is taken is not free, and keeps its distance', () => {
  const placer = new Placer(400, 300);
  placer.take(around(100, 100, 10));
  assert.equal(placer.isFree(around(100, 100, 1)), false);
  assert.equal(placer.isFree(around(121, 100, 10), 2), false);
  assert.equal(placer.isFree(around(123, 100, 10), 2), true);
  assert.equal(placer.isFree(around(118, 100, 10), -3), true, 'a negative distance allows an overlap');
});

test('a wide rectangle is found from every cell it lies in', () => {
  const placer = new Placer(1000, 300);
  placer.take({ left: 10, top: 140, right: 900, bottom: 150 });
  for (let x = 20; x < 900; x += 40) assert.equal(placer.isFree(around(x, 145, 3)), false, `at ${x}`);
});

test('rectangles beyond the sheet count too', () => {
  const placer = new Placer(400, 300);
  placer.take(around(-20, 50, 10));
  assert.equal(placer.isFree(around(-25, 50, 4)), false);
  assert.equal(placer.isFree(around(-60, 50, 4)), true);
});

test('the first place that is free is taken, and only that', () => {
  const placer = new Placer(400, 300);
  placer.take(around(100, 100, 10));
  const places = [around(100, 100, 5), around(200, 100, 5), around(300, 100, 5)];
  assert.equal(placer.takeFirst(places), places[1]);
  assert.equal(placer.takeFirst(places), places[2]);
  assert.equal(placer.takeFirst(places), undefined);
});

test('text stands right of, left of, or across its point', () => {
  assert.deepEqual(textRect(100, 50, 40, 10, { dx: 6, dy: 0, align: 'start' }), { left: 106, top: 45, right: 146, bottom: 55 });
  assert.deepEqual(textRect(100, 50, 40, 10, { dx: -6, dy: 0, align: 'end' }), { left: 54, top: 45, right: 94, bottom: 55 });
  assert.deepEqual(textRect(100, 50, 40, 10, { dx: 0, dy: -12, align: 'middle' }), { left: 80, top: 33, right: 120, bottom: 43 });
});
