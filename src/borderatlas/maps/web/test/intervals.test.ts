import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kilometresOf, meets, windowOf, yearsOf } from '../src/filter/intervals';

test('a date covers the years that it may lie in, however much of it is known', () => {
  assert.deepEqual(yearsOf({ start: '2018' }), [2018, 2018]);
  assert.deepEqual(yearsOf({ start: '2018-08' }), [2018, 2018]);
  assert.deepEqual(yearsOf({ start: '2018-08-26' }), [2018, 2018]);
  assert.deepEqual(yearsOf({ start: '2017-12', end: '2019' }), [2017, 2019]);
});

test('one end alone stands for both, and no date is no interval', () => {
  assert.deepEqual(yearsOf({ end: '2001-05' }), [2001, 2001]);
  assert.equal(yearsOf({}), null);
  assert.equal(yearsOf({ start: 'spring 2001' }), null);
});

test('an end before its start does not turn the interval round', () => {
  assert.deepEqual(yearsOf({ start: '2005', end: '2001' }), [2005, 2005]);
});

test('intervals meet where they share an end, both ways round', () => {
  for (const [a, b, expected] of [
    [[1992, 1997], [1997, 2001], true],
    [[1992, 1997], [1998, 2001], false],
    [[1992, 1997], [1994, 1995], true],
    [[1994, 1994], [1994, 1994], true],
  ] as const) {
    assert.equal(meets(a, b), expected);
    assert.equal(meets(b, a), expected);
  }
});

test('a feature lies among its kilometres, a stretch of the line along all of it', () => {
  const address = { km_from: 424, km_to: 432, km: 428, offset_m: 0, side: '', side_by: 'none' } as const;
  assert.deepEqual(kilometresOf({ address }), [424, 432]);
  assert.deepEqual(kilometresOf({ stretch: [82, 998.6] }), [82, 998.6]);
  assert.equal(kilometresOf({}), null);
});

test('a window that leaves nothing out is none', () => {
  assert.deepEqual(windowOf(2020, 2014, [1993, 2026]), [2014, 2020]);
  assert.equal(windowOf(1993, 2026, [1993, 2026]), null);
  assert.equal(windowOf(2030, 1900, [1993, 2026]), null);
});
