/** The list of everything that changed, by what happened to it; each entry leads to its place on the map. */

import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { count, shortened } from '../text/format';
import type { Change, ChangeKind, Changes, FieldChange } from './types';
import { moveWords } from './words';

const KINDS: readonly ChangeKind[] = ['added', 'removed', 'moved', 'changed', 'renamed'];
/** A stretch of text that stayed is cut to this many characters on each side of a change. */
const AROUND = 60;

/** @param jump shows the place of a change on the map */
export function changesList(changes: Changes, context: Context, jump: (change: Change) => void): HTMLElement {
  const groups = KINDS.map((kind) => ({ kind, members: changes.items.filter(({ kinds }) => kinds[0] === kind) }));
  return h(
    'section',
    { class: 'changes' },
    h('h2', {}, text.changes.title),
    h('p', { class: 'compared' }, label(changes.old), ' → ', label(changes.new)),
    groups.every(({ members }) => members.length === 0) && h('p', { class: 'quiet' }, text.changes.nothing),
    groups.map(({ kind, members }) => members.length > 0 && [
      h('h3', {}, h('span', { class: 'change-sign', 'aria-hidden': 'true' }, text.changes.signs[kind]), h('span', {}, text.changes.kinds[kind]), h('span', { class: 'count' }, count(members.length))),
      h('ul', {}, members.map((change) => entry(change, context, jump))),
    ]),
    beside(changes),
  );
}

function entry(change: Change, { register }: Context, jump: (change: Change) => void): HTMLElement {
  const layer = own(register.payload.layers, change.layer)?.title ?? change.layer;
  const isSomewhere = change.drawable || change.from !== undefined || change.to !== undefined;
  return h(
    'li',
    {},
    isSomewhere ? button({ class: 'change', 'data-change': change.id }, () => jump(change), label(change.name)) : label(change.name, { class: 'change' }),
    h('small', {}, label(layer)),
    change.old_id !== undefined && h('small', {}, label(text.changes.renamed(change.old_id, change.id))),
    change.move && h('small', {}, moveWords(change.move)),
    fields(change.fields ?? []),
  );
}

function fields(changes: readonly FieldChange[]): Child {
  if (changes.length === 0) return null;
  return h('details', {}, h('summary', {}, text.changes.fields(changes.map((change) => change.label).join(', '))), definitions(changes));
}

function definitions(changes: readonly FieldChange[]): HTMLElement {
  return h(
    'dl',
    {},
    changes.map((change) => [h('dt', {}, label(change.label)), h('dd', { dir: 'auto' }, runs(change))]),
  );
}

function runs({ runs: all }: FieldChange): Child {
  if (all.length === 0) return text.changes.order;
  return all.map(([kind, words], i) => {
    if (kind === 'same') return middle(words, i === 0, i === all.length - 1);
    return [i > 0 && all[i - 1]![0] !== 'same' && ' ', h(kind === 'old' ? 'del' : 'ins', {}, words)];
  });
}

/** Words that stayed, without what is far from any change. */
function middle(words: string, isFirst: boolean, isLast: boolean): string {
  if (words.length <= 2 * AROUND) return words;
  const head = isFirst ? '' : shortened(words, AROUND).replace(/…$/, '');
  const tail = isLast ? '' : Array.from(words.slice(-AROUND)).join('');
  return `${head}…${tail}`;
}

/** What changed beside the layers. */
function beside({ sources, settings, line }: Changes): Child {
  const counts = KINDS.flatMap((kind) => {
    const n = sources[kind];
    return n === undefined ? [] : [text.changes.counted(n, kind)];
  });
  if (counts.length === 0 && settings.length === 0 && !line) return null;
  return [
    h('h3', {}, text.changes.beside),
    counts.length > 0 && h('p', {}, text.changes.sources(counts)),
    settings.length > 0 && h('details', {}, h('summary', {}, text.changes.settings(settings.length)), definitions(settings)),
    line && h('p', {}, text.changes.line),
  ];
}
