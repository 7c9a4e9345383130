import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Point } from '../src/data/course';
import { worldPixels } from '../src/data/mercator';
import type { Rect } from '../src/map/frame';
import type { Lay } from '../src/map/sheets';
import { onPixels, shiftBetween, uncovered } from '../src/map/shifting';

const SIZE = { width: 40, height: 30 };

/** A lay whose corner lies so many px of the world from that of another. */
function lay(change: Partial<Lay> & { readonly x?: number; readonly y?: number } = {}): Lay {
  const { x = 0, y = 0, ...rest } = change;
  const world = worldPixels(8);
  return { ...SIZE, margin: 4, zoom: 8, density: 1, corner: undefined as never, northWest: { x: 0.6 + x / world, y: 0.4 + y / world }, ...rest };
}

test('a drawing is moved by whole device pixels, and only where it fits pixel on pixel', () => {
  assert.deepEqual(shiftBetween(lay(), lay({ x: 7, y: -5 })), { x: 7, y: -5 });
  assert.deepEqual(shiftBetween(lay({ density: 2 }), lay({ density: 2, x: 7, y: -5 })), { x: 14, y: -10 });
  assert.equal(shiftBetween(lay({ density: 1.25 }), lay({ density: 1.25, x: 7 })), undefined, 'half a pixel would blur it');
  assert.equal(shiftBetween(lay(), lay({ zoom: 8.25 })), undefined);
  assert.equal(shiftBetween(lay(), lay({ width: 41 })), undefined);
  assert.equal(shiftBetween(lay(), lay({ x: 21 })), undefined, 'most of it would have to be painted all the same');
});

/** Pixels of the canvas that hold nothing after a move. */
function emptied({ x, y }: Point): string[] {
  const found: string[] = [];
  for (let row = 0; row < SIZE.height; row++) {
    for (let column = 0; column < SIZE.width; column++) {
      const isKept = column + x >= 0 && column + x < SIZE.width && row + y >= 0 && row + y < SIZE.height;
      if (!isKept) found.push(`${column},${row}`);
    }
  }
  return found.sort();
}

function pixelsOf({ left, top, right, bottom }: Rect): string[] {
  const found: string[] = [];
  for (let row = top; row < bottom; row++) for (let column = left; column < right; column++) found.push(`${column},${row}`);
  return found;
}

test('what came in is covered once, whichever way the view moved', () => {
  for (const shift of [{ x: 7, y: 5 }, { x: -7, y: 5 }, { x: 7, y: -5 }, { x: -7, y: -5 }, { x: 7, y: 0 }, { x: 0, y: -5 }, { x: 0, y: 0 }]) {
    assert.deepEqual(uncovered(SIZE, shift).flatMap(pixelsOf).sort(), emptied(shift), JSON.stringify(shift));
  }
});

test('a patch takes every pixel that it touches, and none beyond the canvas', () => {
  assert.deepEqual(onPixels({ left: 3.4, top: -8, right: 9.1, bottom: 5 }, SIZE), { left: 3, top: 0, right: 10, bottom: 5 });
  const beyond = onPixels({ left: 50, top: 2, right: 60, bottom: 4 }, SIZE);
  assert.ok(beyond.right <= beyond.left, 'nothing is painted for what lies beside the canvas');
});
