import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Feature } from '../src/data/types';
import { daysOf } from '../src/filter/intervals';
import { nearAlong, nearInTime } from '../src/state/nearby';
import { alongWords, bluntest, kilometre, sharpness } from '../src/text/format';

function thing(id: string, km: number, change: Partial<Feature> = {}): Feature {
  return {
    id, layer: 'l', kind: 'k', name: id, mark: 'circle', sources: [], relation: 'core', points: [[km, 0]],
    address: { km, km_from: km - 2, km_to: km + 2, offset_m: 0, side: '', side_by: 'none' },
    ...change,
  };
}
const event = (id: string, km: number, start: string, end?: string): Feature => thing(id, km, { start, ...(end === undefined ? {} : { end }) });

test('the nearest three points on each side, west to east; what shares a point stands together', () => {
  const others = [10, 60, 70, 80, 101, 140, 150, 900].map((km) => thing(`at${km}`, km));
  const same = thing('same', 100);
  const twin = thing('twin', 80, { points: [[80, 0]] });
  const found = nearAlong(thing('me', 100), [...others, same, twin]);
  assert.deepEqual(found.map(({ members, km }) => [members.map(({ id }) => id).join(), km]), [
    ['at60', -40], ['at70', -30], ['at80,twin', -20], ['at101', 1], ['at140', 40], ['at150', 50],
  ]);
});

test('what has no one kilometre is no neighbour and has none', () => {
  const line = thing('line', 90, { mark: 'line' });
  const { address: _, ...nowhere } = thing('nowhere', 0);
  assert.deepEqual(nearAlong(thing('me', 100), [line, nowhere]), []);
  assert.deepEqual(nearAlong(line, [thing('me', 100)]), []);
});

test('events are near while their dates and places may be: both are intervals', () => {
  const me = event('me', 100, '2015-05-10');
  const found = nearInTime(me, [
    event('before', 100, '2015-04-30'),
    event('long before', 100, '2015-03-01'),
    event('month', 100, '2015-05'),
    event('far', 200, '2015-05-10'),
    event('after', 150, '2015-06-01', '2015-07-01'),
    me,
  ]);
  assert.deepEqual(found.map(({ event: { id }, days, km }) => [id, days, km]), [['before', -10, 0], ['month', 0, 0], ['after', 22, 50]]);
});

test('a partial date covers all of its days', () => {
  const length = (start: string): number => {
    const [from, to] = daysOf({ start })!;
    return to - from + 1;
  };
  assert.deepEqual(['2016', '2016-02', '2016-02-29', '2015-12'].map(length), [366, 29, 1, 31]);
  assert.equal(daysOf({}), null);
  assert.equal(daysOf({ start: 'spring' }), null);
});

test('a place in a circle has whole kilometres, however short its foot on the line is', () => {
  const address = { km: 11.932, km_from: 11.627, km_to: 11.932, offset_m: 73_747, side: 'AFG', side_by: 'source' as const };
  assert.equal(kilometre(address, 'circle'), 'km 12');
  assert.equal(kilometre(address, 'crisp'), 'km 11.9');
  assert.equal(sharpness(address, 'circle'), 'whole');
  assert.equal(bluntest('tenth', 'about'), 'about');
  assert.deepEqual([alongWords(-3.21, 'tenth'), alongWords(12.4, 'whole'), alongWords(-12.4, 'about'), alongWords(0.3, 'whole')], [
    '3.2 km west', '12 km east', 'about 10 km west', 'at the same kilometre',
  ]);
});
