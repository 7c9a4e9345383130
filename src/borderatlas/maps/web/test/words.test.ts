import assert from 'node:assert/strict';
import { test } from 'node:test';

import { featureAddress } from '../src/drawer/citation';
import { deaths } from '../src/drawer/facts';
import { isStale } from '../src/sources/age';
import { direction, languageName, nameIn } from '../src/text/names';

test('deaths say what is stated and no more', () => {
  assert.equal(deaths({ low: 57, best: 95, high: 295 }), '95 (57–295)');
  assert.equal(deaths({ low: 4, best: 4, high: 4 }), '4');
  assert.equal(deaths({ best: 0 }), '0');
  assert.equal(deaths({ low: 2 }), 'at least 2');
  assert.equal(deaths({ high: 1200 }), 'at most 1,200');
  assert.equal(deaths({ low: 2, high: 5 }), '2–5');
  assert.equal(deaths({}), 'not stated');
});

test('a feature on a reader\'s disk is cited by its file, on a server by its address', () => {
  const file = { protocol: 'file:', origin: 'null', pathname: '/home/someone/maps/clashes.html' };
  assert.equal(featureAddress('a b', file, 'clashes'), 'clashes.html#s=a%20b');
  const frame = { protocol: 'about:', origin: 'null', pathname: 'srcdoc' };
  assert.equal(featureAddress('x', frame, 'clashes'), 'clashes.html#s=x');
  const server = { protocol: 'https:', origin: 'https://example.org', pathname: '/maps/clashes.html' };
  assert.equal(featureAddress('x', server, 'clashes'), 'https://example.org/maps/clashes.html#s=x');
});

test('a layer is due for review once its newest date is older than its owner wants', () => {
  const today = new Date('2026-11-21T12:00:00Z');
  assert.ok(isStale('2026-01', 180, today));
  assert.ok(!isStale('2026-06-01', 180, today));
  // A year counts as its last day.
  assert.ok(!isStale('2026', 1, today));
  assert.ok(isStale('2025', 180, today));
  assert.ok(!isStale('after 2001', 1, today));
});

test('a name missing in a language falls back to the layer\'s own', () => {
  const feature = { name: 'Tem', names: { fa: 'تم' } };
  assert.deepEqual(nameIn(feature, 'fa'), { text: 'تم', lang: 'fa', dir: 'rtl' });
  assert.deepEqual(nameIn(feature, 'tg'), { text: 'Tem', dir: 'auto' });
  assert.deepEqual(nameIn(feature, 'constructor'), { text: 'Tem', dir: 'auto' });
});

test('scripts decide the direction', () => {
  assert.equal(direction('fa'), 'rtl');
  assert.equal(direction('ps-AF'), 'rtl');
  assert.equal(direction('fa-Latn'), 'ltr');
  assert.equal(direction('tg'), 'ltr');
  assert.equal(direction('tg-Arab'), 'rtl');
});

test('languages are named in English, and unknown ones by their code', () => {
  assert.equal(languageName('fa'), 'Persian');
  assert.equal(languageName('not a code'), 'not a code');
});
