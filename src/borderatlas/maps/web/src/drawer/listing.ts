/** A list of features in the drawer: those that share a place, or those that the map cannot show. */

import type { Feature } from '../data/types';
import { type Child, button, fill, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { byDate, count } from '../text/format';
import { closeButton } from './head';
import { featureRow } from './row';

/** Rows written at once; the rest follows at the reader's wish. */
const BATCH = 100;

export interface Listed {
  readonly title: string;
  readonly note: string | null;
  readonly features: readonly Feature[];
}

/** What the state asks to be listed; null when it asks for nothing. */
export function listed({ register, store }: Context): Listed | null {
  const { stack, list } = store.now;
  if (stack.length > 0) {
    const features = register.all(stack);
    return { title: text.lists.here(features.length), note: null, features };
  }
  if (!list) return null;
  const features = inOrder(register.all(list.ids));
  if (list.why === 'source') {
    const source = register.source(list.source ?? '');
    return { title: text.lists.source, note: [source?.title, source?.publisher].filter(Boolean).join(' · '), features };
  }
  const notes = {
    events: text.lists.unplacedNote,
    outside: text.lists.outsideNote,
    unplaced: text.lists.unplacedNote,
    wide: text.lists.wideNote,
    district: text.lists.districtNote,
    offLine: text.lists.offLineNote,
  };
  return { title: text.lists[list.why], note: notes[list.why], features };
}

export function listing(content: Listed, context: Context, close: () => void): Child {
  const rows = h('ul', { class: 'rows' });
  const more = h('div', {});
  let written = 0;
  const write = (): void => {
    const next = content.features.slice(written, written + BATCH);
    rows.append(...next.map((feature) => h('li', {}, featureRow(feature, context))));
    written += next.length;
    const left = content.features.length - written;
    fill(more, left > 0 && button({ class: 'small' }, write, text.lists.more(left)));
  };
  write();
  return [
    h('div', { class: 'head-row' }, h('h2', { tabindex: -1 }, content.title, number(content)), closeButton(close)),
    content.note !== null && h('p', { class: 'quiet' }, content.note),
    content.features.length === 0 ? h('p', {}, text.lists.empty) : [rows, more],
  ];
}

/** How many there are, unless the title says so itself. */
function number({ note, features }: Listed): Child {
  return note !== null && h('span', { class: 'count' }, ` ${count(features.length)}`);
}

/** Events by date, everything else by name after them. */
function inOrder(features: readonly Feature[]): Feature[] {
  return [...features].sort((a, b) => byDate(a.start ?? '9999', b.start ?? '9999') || byDate(a.name, b.name));
}
