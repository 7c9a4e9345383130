/** When the layers of the page last changed, and what: small, below their switches. */

import type { LastChange, LayerInfo } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { partialDate } from '../text/format';

const KINDS = ['added', 'removed', 'moved', 'changed', 'renamed'] as const;

type Changed = LayerInfo & { readonly change: LastChange };

/** One sentence for the newest change; what there is more to tell folds out. */
export function news(context: Context): Child {
  const changed = Object.values(context.register.payload.layers).filter((layer): layer is Changed => layer.change !== undefined);
  const newest = changed.map(({ change }) => change).reduce<LastChange | null>((best, next) => (best && isNewer(best, next) ? best : next), null);
  if (!newest) return null;
  const isAll = changed.every(({ change }) => when(change) === when(newest));
  const toTell = isAll ? changed.filter(({ change }) => change.counts) : changed;
  if (toTell.length === 0) return h('p', { class: 'quiet news' }, when(newest));
  return h(
    'details',
    { class: 'quiet news' },
    h('summary', {}, when(newest)),
    toTell.map(({ title, change }) => {
      const told = isAll ? words(change) : text.news.told(when(change), words(change));
      return [h('p', {}, changed.length > 1 && [label(title), ': '], told), features(change, context)];
    }),
  );
}

/** What came after a release is newer than the release; of two releases the later one. */
function isNewer(a: LastChange, b: LastChange): boolean {
  return (a.since ?? false) === (b.since ?? false) ? a.date >= b.date : a.since === true;
}

function when({ version, date, since }: LastChange): string {
  return (since ? text.news.since : text.news.last)(version, partialDate(date));
}

function words({ counts = {} }: LastChange): string {
  return KINDS.flatMap((kind) => {
    const n = own(counts, kind);
    return n === undefined ? [] : [text.changes.counted(n, kind)];
  }).join(', ');
}

function features({ ids = [] }: LastChange, { register, store }: Context): Child {
  const found = ids.map((id) => register.get(id)).filter((feature) => feature !== null);
  if (found.length === 0) return null;
  return h(
    'ul',
    {},
    found.map((feature) => {
      const select = (): void => store.set({ selection: feature.id, stack: [], list: null });
      return h('li', {}, button({ class: 'text-button' }, select, label(feature.name)));
    }),
  );
}
