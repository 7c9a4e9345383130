import assert from 'node:assert/strict';
import { test } from 'node:test';

import { capitals, forMap, hasCapitals, isRightToLeft } from '../src/map/lettering';

test('only scripts with capitals are spaced and slanted', () => {
  assert.equal(hasCapitals('Panj'), true);
  assert.equal(hasCapitals('Панҷ'), true);
  assert.equal(hasCapitals('پنج'), false);
  assert.equal(capitals('Хатлон', 'ru'), 'ХАТЛОН');
  assert.equal(capitals('Khatlon', 'not a language'), 'KHATLON');
});

test('direction follows the first letter', () => {
  assert.equal(isRightToLeft('وخش (یخ)'), true);
  assert.equal(isRightToLeft('(پنج)'), true);
  assert.equal(isRightToLeft('Panj پنج'), false);
  assert.equal(isRightToLeft('772'), false);
});

test('a name of any length and with any white space fits on the map', () => {
  assert.equal(forMap('  two\n\twords '), 'two words');
  assert.ok(forMap('x'.repeat(1_000_000)).length < 60);
});
