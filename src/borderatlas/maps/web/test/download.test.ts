import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Entry } from '../src/data/atlas';
import type { Feature, Payload } from '../src/data/types';
import { csvCell, csvOf } from '../src/download/csv';
import { geojsonOf, geometryOf, lineGeojson } from '../src/download/geojson';
import { gpxOf, xmlText } from '../src/download/gpx';
import { fileName, parcels } from '../src/download/parcel';

const payload = {
  page: { name: 'clashes', title: 'Clashes', atlas: 'A–B border', facts_to: '2026-04-17', disclaimer: 'No statement.' },
  border: { version: 'v1', length_km: 10, licence: 'ODbL-1.0', line: [7_000_000, 3_700_000, 123_456, -1], starts: [] },
  layers: { x: { licence: 'CC-BY-4.0' }, y: { licence: 'CC0-1.0' } },
  kinds: { attack: { family: 'clash', label: 'Attack' } },
  statuses: {},
  sources: { s: { publisher: 'Paper', title: 'On it', issued: '2018', url: 'https://example.org/' } },
  credits: [{ text: 'GeoNames', short: 'GeoNames' }],
} as unknown as Payload;

function feature(id: string, change: Partial<Feature>): Feature {
  return { id, layer: 'x', kind: 'attack', name: id, mark: 'crisp', sources: [], relation: 'core', ...change };
}

const km = (value: number) => ({ km_from: value, km_to: value, km: value, offset_m: 0, side: '', side_by: 'none' }) as const;

const entries = [
  feature('nowhere', { mark: 'none' }),
  feature('east', { address: km(9), points: [[71.123456789, 37]], start: '2018-04-03', sources: [['s', 'deaths'], ['lost']], names: { fa: 'پ' } }),
  feature('west', { address: km(1), points: [[70, 37], [70.5, 37]], start: '2018' }),
  feature('district', { address: km(5), points: [[70.2, 37]], mark: 'soft' }),
  feature('course', { mark: 'line', lines: [[7_000_000, 3_700_000, 10, 20]] }),
  feature('stretch', { mark: 'line', stretch: [0, 4], address: km(2) }),
  feature('free', { layer: 'y', name: '=1+1' }),
].map((one) => ({ feature: one }) as unknown as Entry);

const [main, free] = parcels(entries, payload);

test('each licence has a parcel of its own, west to east', () => {
  assert.deepEqual(main?.features.map(({ id }) => id), ['west', 'stretch', 'district', 'east', 'course', 'nowhere']);
  assert.deepEqual([main?.licence, free?.licence, free?.features.length], ['CC-BY-4.0', 'CC0-1.0', 1]);
});

test('GeoJSON follows RFC 7946 and tells licence, line and disclaimer', () => {
  const written = geojsonOf(main!);
  const read = JSON.parse(written) as Record<string, unknown> & { features: { id: string; geometry: unknown; properties: Record<string, unknown> }[] };
  assert.equal(read['type'], 'FeatureCollection');
  assert.ok(!('crs' in read));
  assert.deepEqual([read['licence'], read['disclaimer'], read['facts_to']], ['CC-BY-4.0', 'No statement.', '2026-04-17']);
  assert.deepEqual(read['line'], { version: 'v1', length_km: 10, licence: 'ODbL-1.0' });
  assert.ok((read['attribution'] as string[]).includes('GeoNames'));
  const by = Object.fromEntries(read.features.map((one) => [one.id, one]));
  assert.deepEqual(by['east']?.geometry, { type: 'Point', coordinates: [71.1234568, 37] });
  assert.deepEqual(by['west']?.geometry, { type: 'MultiPoint', coordinates: [[70, 37], [70.5, 37]] });
  assert.deepEqual(by['course']?.geometry, { type: 'LineString', coordinates: [[70, 37], [70.0001, 37.0002]] });
  assert.deepEqual([by['nowhere']?.geometry, by['stretch']?.geometry], [null, null]);
  assert.deepEqual(by['east']?.properties['sources'], ['Paper, On it, 2018, https://example.org/ (deaths)', 'lost']);
  assert.deepEqual(by['east']?.properties['names'], { fa: 'پ' });
  assert.equal((by['stretch']?.properties['border_address'] as { km: number }).km, 2);
  assert.ok(read.features.every((one) => !('points' in one.properties) && !('mark' in one.properties)));
  assert.equal(geojsonOf(parcels([...entries].reverse(), payload)[0]!), written);
});

test('the line is a file of its own under its own licence', () => {
  const read = JSON.parse(lineGeojson(payload)) as { licence: string; features: { geometry: unknown }[] };
  assert.equal(read.licence, 'ODbL-1.0');
  assert.deepEqual(read.features[0]?.geometry, { type: 'LineString', coordinates: [[70, 37], [71.23456, 36.99999]] });
});

test('several courses are one geometry', () => {
  assert.equal(geometryOf({ lines: [[0, 0, 1, 1], [5, 5, 1, 1]] })?.type, 'MultiLineString');
});

test('cells are quoted where they must be, and no text runs as a formula', () => {
  const cells: readonly (readonly [Parameters<typeof csvCell>[0], string])[] = [
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+7 900', "'+7 900"],
    ['-5', "'-5"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['=HYPERLINK("a","b")', '"\'=HYPERLINK(""a"",""b"")"'],
    [-5, '-5'],
    [undefined, ''],
    ['1=1', '1=1'],
  ];
  for (const [value, written] of cells) assert.equal(csvCell(value), written);
});

test('CSV has a heading, one row a feature, and no byte order mark', () => {
  const rows = csvOf(main!).split('\r\n');
  assert.equal(rows.length, 1 + 6 + 1);
  assert.ok(rows[0]?.startsWith('id,layer,kind,name,name_fa,status,'));
  assert.ok(rows[1]?.startsWith('west,x,attack,west,,'));
  assert.ok(csvOf(free!).includes("\nfree,y,attack,'=1+1,"));
});

test('GPX holds what has a symbol, with a time where the day is known', () => {
  const gpx = gpxOf(main!);
  assert.deepEqual([...gpx.matchAll(/<name>(\w+)<\/name>/g)].map(([, name]) => name), ['west', 'west', 'east']);
  assert.equal([...gpx.matchAll(/<time>/g)].length, 1);
  assert.ok(gpx.includes('<wpt lat="37.0000000" lon="71.1234568"><time>2018-04-03T00:00:00Z</time><name>east</name><desc>Attack. 3 Apr 2018. km 9.0</desc>'));
});

test('XML text holds no markup and no character that XML lacks', () => {
  assert.equal(xmlText('a<b>&\u0000\u000b\ud800c😀'), 'a&lt;b&gt;&amp;c😀');
});

test('files are named after page and date of the facts', () => {
  assert.equal(fileName(payload, 'geojson'), 'borderatlas-clashes-2026-04.geojson');
  assert.equal(fileName(payload, 'csv', 'CC-BY-4.0'), 'borderatlas-clashes-2026-04-cc-by-4-0.csv');
});
