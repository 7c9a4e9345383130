import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crowd, type Placed } from '../src/map/crowding';

const at = (item: string, group: string, x: number, y: number): Placed<string> => ({ item, group, x, y });
const members = (items: readonly Placed<string>[], reach = 10) => crowd(items, () => reach).map((found) => found.members.join(''));

test('the first stands for those nearer than the reach', () => {
  assert.deepEqual(members([at('a', 'g', 0, 0), at('b', 'g', 9, 0), at('c', 'g', 10, 0)]), ['ab', 'c']);
});

test('the distance counts from the first, so a chain does not grow into one', () => {
  assert.deepEqual(members([at('a', 'g', 0, 0), at('b', 'g', 8, 0), at('c', 'g', 16, 0)]), ['ab', 'c']);
});

test('groups never merge', () => {
  assert.deepEqual(members([at('a', 'g', 0, 0), at('b', 'h', 0, 0)]), ['a', 'b']);
});

test('negative places and the edges of cells are like all others', () => {
  assert.deepEqual(members([at('a', 'g', -0.5, -0.5), at('b', 'g', 0.5, 0.5), at('c', 'g', -9, 3)]), ['abc']);
});

test('the grid finds what comparing each with each finds, and loses nothing', () => {
  // A fixed sequence that looks random.
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const items = Array.from({ length: 600 }, (_, i) => at(String(i), i % 3 ? 'g' : 'h', next() * 300, next() * 300));
  const plain: { group: string; x: number; y: number; members: string[] }[] = [];
  for (const { item, group, x, y } of items) {
    const found = plain.find((other) => other.group === group && Math.hypot(other.x - x, other.y - y) < 12);
    if (found) found.members.push(item);
    else plain.push({ group, x, y, members: [item] });
  }
  assert.deepEqual(crowd(items, () => 12), plain);
  assert.equal(plain.flatMap((found) => found.members).length, 600);
});
