import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Address, Feature } from '../src/data/types';
import {
  age,
  coordinates,
  count,
  dateSpan,
  kilometre,
  kilometreRange,
  list,
  metres,
  nearestSentence,
  offsetSentence,
  partialDate,
  precisionSentence,
  shortened,
  words,
} from '../src/text/format';

const address = (change: Partial<Address> = {}): Address => ({
  km_from: 771.75,
  km_to: 772.05,
  km: 771.9,
  offset_m: 41,
  side: 'undetermined',
  side_by: 'none',
  ...change,
});
const country = (code: string): string => ({ AFG: 'Afghanistan', TJK: 'Tajikistan' })[code] ?? code;

test('distances keep the digits that a reader can use', () => {
  assert.equal(metres(41.4), '41 m');
  assert.equal(metres(999.4), '999 m');
  assert.equal(metres(999.6), '1 km');
  assert.equal(metres(1100), '1.1 km');
  assert.equal(metres(9960), '10 km');
  assert.equal(metres(74_200), '74 km');
  assert.equal(metres(1_343_956), '1,344 km');
});

test('numbers are grouped by thousands', () => {
  assert.equal(count(37_000_000), '37,000,000');
  assert.equal(count(11.6, 2), '11.6');
});

test('dates are as precise as they were given', () => {
  assert.equal(partialDate('2026-01-18'), '18 Jan 2026');
  assert.equal(partialDate('2018-08'), 'Aug 2018');
  assert.equal(partialDate('2018'), '2018');
  assert.equal(partialDate('2024-02-29'), '29 Feb 2024');
});

test('what is no date comes back as it is', () => {
  for (const value of ['after 2001', '2025-11-15/17', '2018-13', '2018-02-31', '2023-02-29', '', '{{ 7*7 }}']) {
    assert.equal(partialDate(value), value);
  }
});

test('an interval names the year once where it can', () => {
  assert.equal(dateSpan('1993-07-13', '1993-08-02'), '13 Jul – 2 Aug 1993');
  assert.equal(dateSpan('1993-12-30', '1994-01-02'), '30 Dec 1993 – 2 Jan 1994');
  assert.equal(dateSpan('1993-07-13', '1993-07-13'), '13 Jul 1993');
  assert.equal(dateSpan('1993', '1994'), '1993 – 1994');
  assert.equal(dateSpan('1993', '1993-05'), '1993 – May 1993');
});

test('a kilometre is no sharper than its place', () => {
  assert.equal(kilometre(address(), 'crisp'), 'km 771.9');
  assert.equal(kilometre(address({ km: 772 }), 'crisp'), 'km 772.0');
  assert.equal(kilometre(address({ km: 427.9, km_from: 424, km_to: 432 }), 'circle'), 'km 428');
  assert.equal(kilometre(address({ km: 771.9, km_from: 771.4, km_to: 772.4 }), 'circle'), 'km 772');
  assert.equal(kilometre(address({ km: 427, km_from: 397, km_to: 457 }), 'soft'), 'about km 425');
  assert.equal(kilometre(address({ km: 1343.956, km_from: 1340, km_to: 1343.956 }), 'circle'), 'km 1,344');
});

test('what has no one kilometre gives its interval', () => {
  const wide = address({ km_from: 126.4, km_to: 226.2 });
  assert.equal(kilometre(wide, 'none'), 'km 126 to 227');
  assert.equal(kilometre(address({ km_from: 0, km_to: 82 }), 'line'), 'km 0 to 82');
  assert.equal(kilometreRange(wide, 'none'), null);
});

test('a wide interval is told, a narrow one is not', () => {
  assert.equal(kilometreRange(address({ km_from: 423.6, km_to: 431.6 }), 'circle'), 'somewhere between km 423 and km 432');
  assert.equal(kilometreRange(address(), 'crisp'), null);
});

test('an offset within the precision claims no side', () => {
  assert.equal(offsetSentence(address(), 150, country), '41 m off the line, less than its own ±150 m: no side claimed');
  assert.equal(offsetSentence(address({ side: 'TJK', side_by: 'computed' }), 150, country), '41 m off the line, less than its own ±150 m: no side claimed');
});

test('an offset beyond the precision names the side, where one is known', () => {
  assert.equal(offsetSentence(address({ offset_m: 9800, side: 'TJK', side_by: 'computed' }), 3000, country), '9.8 km off the line, in Tajikistan');
  assert.equal(offsetSentence(address({ offset_m: 74_200 }), 3000, country), '74 km off the line');
});

test('a side that a source names stands, with its origin', () => {
  const sentence = offsetSentence(address({ side: 'AFG', side_by: 'source' }), 150, country);
  assert.equal(sentence, '41 m off the line, less than its own ±150 m; the source places it in Afghanistan');
});

test('the way to the nearest crossing is no sharper than the place', () => {
  assert.equal(nearestSentence('Tem', 0.02, 'tenth'), 'at Tem');
  assert.equal(nearestSentence('Tem', 12.94, 'tenth'), '12.9 km along the line to Tem');
  assert.equal(nearestSentence('Tem', 12.94, 'whole'), '13 km along the line to Tem');
  assert.equal(nearestSentence('Tem', 12.94, 'about'), 'about 15 km along the line to Tem');
  assert.equal(nearestSentence('Tem', 1.2, 'about'), 'near Tem');
});

test('precision in words follows the mark on the map', () => {
  const say = (feature: Partial<Feature>): string => precisionSentence({ mark: 'crisp', points: [[70, 37]], ...feature } as Feature);
  assert.equal(say({ precision_m: 150 }), 'The true place lies within 150 m of the symbol.');
  assert.match(say({ mark: 'circle', precision_m: 4000 }), /within 4 km of the symbol; the circle/);
  assert.match(say({ mark: 'soft', precision_m: 30_000, place_level: 'district' }), /^Sources name only the district\. .*within 30 km; there is no pin/);
  assert.match(say({ mark: 'soft', precision_m: 20_000 }), /^The true place lies somewhere within 20 km/);
  assert.match(say({ mark: 'none', precision_m: 60_000 }), /too wide for the map/);
  assert.match(precisionSentence({ mark: 'none' }), /^No place is known/);
  assert.match(precisionSentence({ mark: 'line', stretch: [0, 82] }), /^A stretch of the border itself/);
  assert.match(precisionSentence({ mark: 'line', lines: [[0, 0, 1, 1]], precision_m: 25_000 }), /schematic, not surveyed.*25 km/);
});

test('lists part their items so that commas within them stay clear', () => {
  assert.equal(list(['road', 'foot']), 'road, foot');
  assert.equal(list(['Kunduz, city', 'Faizabad']), 'Kunduz, city · Faizabad');
});

test('coordinates name their hemisphere', () => {
  assert.equal(coordinates(37.52031, 71.50339, 4), '37.5203° N, 71.5034° E');
  assert.equal(coordinates(-1.5, -0.25, 2), '1.50° S, 0.25° W');
});

test('keys read as words', () => {
  assert.equal(words('length_km_alternatives'), 'length km alternatives');
});

test('long text is cut, and never through a character', () => {
  assert.equal(shortened('abc', 3), 'abc');
  assert.equal(shortened('abcd', 3), 'abc…');
  assert.equal(shortened('ab😀cd', 3), 'ab…');
});

test('how old a date is, from the last day that it may be', () => {
  const now = new Date('2026-11-22T08:00:00Z');
  assert.equal(age('2023-09', now), '3 years ago');
  assert.equal(age('2025-12-25', now), '10 months ago');
  assert.equal(age('2026-11-10', now), '12 days ago');
  assert.equal(age('2026-11-22', now), 'today');
  assert.equal(age('2024', now), '22 months ago');
  assert.equal(age('2026', now), '');
  assert.equal(age('spring', now), '');
});
