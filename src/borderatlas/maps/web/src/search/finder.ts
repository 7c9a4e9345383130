/** Finds things by any of their names, in any script, and by the words about them. Knows nothing of the page. */

import MiniSearch, { type Query } from 'minisearch';

import { indexedWords, soundOf, wordsOf } from './folding';
import type { Group, Thing } from './things';

export interface Hits {
  readonly group: Group;
  readonly things: readonly Thing[];
  /** How many more were found than are listed. */
  readonly further: number;
}

type Field = 'name' | 'about' | 'prose' | 'sound';
type Document = { readonly id: number } & Readonly<Record<Field, readonly string[]>>;

/** A name counts most; what only sounds alike counts less than what is spelled alike. */
const BOOST: Readonly<Record<Field, number>> = { name: 6, about: 2, prose: 1, sound: 4 };
const WEIGHTS = { fuzzy: 0.3, prefix: 0.5 };
/** Words shorter than the first have to be right, from the second on two letters may be wrong, between them one. */
const FUZZY_FROM = [4, 8] as const;
/** Words of running text are looked up by their beginning from this length on. */
const PROSE_FROM = 3;
/** What scores less than this part of the best hit is noise, before names are compared as wholes. */
const NOISE = 0.08;
/** Added for a name that is the query itself, or begins with it: multiples of the score. */
const EXACT = 4;
const BEGINS = 1.5;

export class Finder {
  private readonly index: MiniSearch<Document>;
  /** Folded names, to tell a whole name from a part of one. */
  private readonly spelled: (readonly string[])[] = [];
  private indexed = 0;

  constructor(private readonly things: readonly Thing[]) {
    this.index = new MiniSearch<Document>({
      fields: ['name', 'about', 'prose', 'sound'],
      // Words are folded before they come here, for the fields are lists of them.
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term || null,
      stringifyField: (value) => (value as readonly string[]).join(' '),
      extractField: (document, field) => document[field as Field],
    });
  }

  /** Prepares the search for a while; false when nothing is left to prepare. */
  prepare(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (this.indexed < this.things.length && performance.now() < end) {
      const thing = this.things[this.indexed]!;
      this.spelled.push(namesOf(thing).map((name) => wordsOf(name).join(' ')));
      this.index.add(documentOf(thing, this.indexed));
      this.indexed += 1;
    }
    return this.indexed < this.things.length;
  }

  /** The best hits by group, the group with the best hit first. */
  find(text: string, each: number): Hits[] {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    this.prepare(Infinity);
    const typed = words.join(' ');
    const found = this.index.search(queryOf(words), { boost: BOOST, weights: WEIGHTS });
    const least = (found[0]?.score ?? 0) * NOISE;
    const ranked = found
      .filter(({ score }) => score >= least)
      .map(({ id, score }) => ({ id: id as number, score: score * this.merit(id as number, typed) }))
      .sort((a, b) => b.score - a.score || a.id - b.id);
    const groups = new Map<Group, Thing[]>();
    for (const { id } of ranked) {
      const thing = this.things[id]!;
      const group = groups.get(thing.group);
      if (group) group.push(thing);
      else groups.set(thing.group, [thing]);
    }
    return [...groups].map(([group, things]) => ({ group, things: things.slice(0, each), further: Math.max(0, things.length - each) }));
  }

  private merit(id: number, typed: string): number {
    const names = this.spelled[id]!;
    const bonus = names.includes(typed) ? EXACT : names.some((name) => name.startsWith(typed)) ? BEGINS : 0;
    return this.things[id]!.weight * (1 + bonus);
  }
}

/** Every word has to be met; the last one, which the reader may still be typing, and long ones may be beginnings. */
function queryOf(words: readonly string[]): Query {
  return {
    combineWith: 'AND',
    queries: words.map((word, i) => {
      const spelled: Query = {
        queries: [word],
        fields: word.length < PROSE_FROM ? ['name'] : ['name', 'about', 'prose'],
        prefix: i === words.length - 1 || word.length >= PROSE_FROM,
        fuzzy: /\d/.test(word) ? false : FUZZY_FROM.filter((length) => word.length >= length).length,
      };
      const sound = soundOf(word);
      if (sound === '') return spelled;
      return { combineWith: 'OR', queries: [spelled, { queries: [sound], fields: ['sound'], prefix: false, fuzzy: false }] };
    }),
  };
}

function namesOf({ name, names, short }: Thing): string[] {
  return [...new Set([name, short, ...Object.values(names)])].filter((one) => one !== undefined);
}

function documentOf(thing: Thing, id: number): Document {
  const names = namesOf(thing);
  const words = [...new Set(names.flatMap(indexedWords))];
  return {
    id,
    name: words,
    about: thing.about.flatMap(indexedWords),
    prose: indexedWords(thing.prose),
    // Publishers and titles are known by their spelling.
    sound: thing.group === 'sources' ? [] : [...new Set(words.map(soundOf).filter((sound) => sound !== ''))],
  };
}
