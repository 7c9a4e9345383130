/** What the map cannot show, counted; each count opens its list. */

import type { Feature } from '../data/types';
import { type Child, button, h } from '../dom/element';
import type { Context } from '../state/context';
import type { Listing } from '../state/store';
import { text } from '../text/catalogue';
import { count } from '../text/format';

export function missing(context: Context): Child {
  const { register } = context;
  const rows = [row('unplaced', register.unplaced, context), row('wide', register.wide, context)];
  if (rows.every((entry) => entry === null)) return null;
  return h('section', { class: 'missing' }, h('h2', {}, text.panel.notOnMap), rows);
}

function row(why: Listing['why'] & ('unplaced' | 'wide'), features: readonly Feature[], { store }: Context): HTMLElement | null {
  if (features.length === 0) return null;
  const title = text.panel[why];
  return button(
    { class: 'count-row', 'aria-label': text.panel.showList(title, features.length) },
    () => store.set({ selection: null, stack: [], list: { why, ids: features.map((feature) => feature.id) }, view: 'map' }),
    h('span', {}, title),
    h('span', { class: 'count' }, count(features.length)),
  );
}
