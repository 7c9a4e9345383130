import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mercatorX, metresPerPixel, worldPixels } from '../src/data/mercator';
import { Atlas } from '../src/data/atlas';
import type { Feature, Payload } from '../src/data/types';
import { groundOf } from '../src/map/grounds';

const LON = 70;
const LAT = 38;
const PER_METRE = 1 / metresPerPixel(LAT, 0) / worldPixels(0);

function atlas(...features: readonly (Partial<Feature> & { readonly id: string })[]): Atlas {
  return new Atlas({
    border: { length_km: 100, version: '', licence: '', line: [6_900_000, 3_900_000, 200_000, 0], metres: [0, 100_000], drawn: [], left: '', right: '', banks: {}, reaches: [] },
    backdrop: { bounds: [60, 30, 80, 45], countries: [], provinces: [], rivers: [], lakes: [], towns: [] },
    families: ['clash', 'reach'].map((name) => ({ name, title: name, symbol: name, hue: 'blue' })),
    kinds: { clash: { family: 'clash', label: '' }, reach: { family: 'reach', label: '' } },
    statuses: {},
    features: features.map((feature) => ({ layer: '', kind: 'clash', name: '', points: [[LON, LAT]], mark: 'crisp', sources: [], relation: 'core', ...feature })),
  } as unknown as Payload);
}

const boxesOf = (place: Atlas, id: string) => groundOf(place.entry(id)!, place);

test('pointing at a sharp symbol changes nothing on the ground', () => {
  assert.deepEqual(boxesOf(atlas({ id: 'a' }), 'a'), []);
});

test('a circle reaches as far as the place is unsure, a disc as far as the widest that shares it', () => {
  const place = atlas(
    { id: 'circle', mark: 'circle', precision_m: 2000 },
    { id: 'disc', mark: 'soft', precision_m: 10_000 },
    { id: 'wide', mark: 'soft', precision_m: 30_000 },
  );
  const reach = (id: string): number => Math.round((mercatorX(LON) - boxesOf(place, id)[0]!.west) / PER_METRE);
  assert.equal(reach('circle'), 2000);
  assert.equal(reach('disc'), 30_000);
});

test('a reach lies along its stretch of the line', () => {
  const place = atlas({ id: 'reach', kind: 'reach', mark: 'line', points: [], address: { km: 50, km_from: 25, km_to: 75 } } as never);
  const [box, ...rest] = boxesOf(place, 'reach');
  assert.equal(rest.length, 0);
  assert.ok(Math.abs(box!.west - mercatorX(69.5)) < 1e-6 && Math.abs(box!.east - mercatorX(70.5)) < 1e-6);
});
