import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Finder } from '../src/search/finder';
import type { Group, Thing } from '../src/search/things';

function thing(group: Group, name: string, change: Partial<Thing> = {}): Thing {
  return { group, name, names: {}, about: [], prose: '', weight: 1, face: { of: 'river' }, aim: { to: 'feature', id: name }, ...change };
}

const finder = new Finder([
  thing('features', 'Khorog area', { about: ['Attack', 'Tajik border guards'], prose: 'Shots near the old market of the town.' }),
  thing('features', 'Consulate General of Afghanistan in Khorog', { names: { fa: 'قنسولگری افغانستان در شهر خاروغ', ru: 'Генконсульство в Хороге' } }),
  thing('features', 'Shohon post', { about: ['bridge-shohon'] }),
  thing('features', 'Panj', { about: ['Attack'] }),
  thing('features', 'Upper Panj road'),
  thing('features', 'Pans'),
  thing('towns', 'Khorugh (Khorog)', { names: { en: 'Khorugh (Khorog)', tg: 'Хоруғ', fa: 'خاروغ', ru: 'Хорог' } }),
  thing('towns', 'Kulob'),
  thing('waters', 'Kyzylsu', { names: { fa: 'قزل\u200cسو' } }),
  thing('sources', 'Khorog bazaar', { weight: 0.6 }),
]);

const names = (typed: string, each = 6): string[] => finder.find(typed, each).flatMap(({ things }) => things.map(({ name }) => name));

test('a place is found in every script and spelling', () => {
  for (const typed of ['Khorog', 'khorugh', 'Хоруғ', 'Хорог', 'خاروغ', 'KHOROG', 'Khorgo', 'Khor']) {
    const found = names(typed);
    assert.ok(found.includes('Khorugh (Khorog)'), typed);
    assert.ok(found.includes('Khorog area'), typed);
    assert.ok(!found.includes('Kulob'), typed);
  }
});

test('what is spelled exactly comes before what is only near', () => {
  assert.deepEqual(names('panj').slice(0, 2), ['Panj', 'Upper Panj road']);
  assert.ok(names('panj').indexOf('Pans') !== 0);
  assert.equal(names('Хорог')[0], 'Khorugh (Khorog)');
});

test('every word has to be met, in names or in the words about them', () => {
  assert.deepEqual(names('khorog guards'), ['Khorog area']);
  assert.deepEqual(names('khorog nowhere'), []);
  assert.deepEqual(names('old market'), ['Khorog area']);
  assert.deepEqual(names('bridge-shohon'), ['Shohon post']);
});

test('joined words are found with the joiner, without it, and by their parts', () => {
  for (const typed of ['قزل\u200cسو', 'قزلسو', 'قزل سو', 'قزل']) assert.ok(names(typed).includes('Kyzylsu'), typed);
});

test('a group tells how many more it has', () => {
  const [features] = finder.find('khorog', 1).filter(({ group }) => group === 'features');
  assert.deepEqual([features?.things.length, features?.further], [1, 1]);
});

test('marks alone find nothing', () => {
  for (const typed of ['', '  ', '—', '"', '(']) assert.deepEqual(finder.find(typed, 6), []);
});
