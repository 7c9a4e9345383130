import assert from 'node:assert/strict';
import { test } from 'node:test';

import { straightestRun, type Way } from '../src/map/river-names';

const visible = { left: 0, top: 0, right: 800, bottom: 600 };

function way(points: readonly (readonly [number, number])[]): Way {
  const lengths = [0];
  for (let i = 1; i < points.length; i++) {
    lengths.push(lengths[i - 1]! + Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]));
  }
  return { points: points.map(([x, y]) => ({ x, y })), lengths };
}

const bends = Array.from({ length: 40 }, (_, i): [number, number] => [100 + i * 4, 300 + (i % 2) * 30]);

test('a name lies on the straight part, not among the bends', () => {
  const run = straightestRun(way([...bends, [500, 300], [700, 300]]), 80, visible);
  assert.ok(run && run.x > 260, `middle at ${run?.x}`);
  assert.ok(Math.abs(run.angle) < 0.2);
});

test('a course without a straight part bears no name', () => {
  assert.equal(straightestRun(way(bends), 80, visible), undefined);
});

test('a name is never upside down, whichever way the river runs', () => {
  const points: [number, number][] = [[100, 100], [400, 300], [700, 500]];
  const down = straightestRun(way(points), 80, visible);
  const up = straightestRun(way([...points].reverse()), 80, visible);
  assert.ok(down && up && Math.abs(down.angle - up.angle) < 1e-9);
  assert.ok(Math.abs(down.angle) <= Math.PI / 2);
});

test('what lies beyond the visible part bears no name', () => {
  assert.equal(straightestRun(way([[900, 100], [1500, 100]]), 80, visible), undefined);
});
