/** What this page is, and the way to the other pages. */

import { type Child, h } from '../dom/element';
import { pageLink } from '../dom/link';
import { label, prose } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { count, partialDate } from '../text/format';

export function title({ register }: Context): HTMLElement {
  const { page, border } = register.payload;
  const facts = page.facts_to === undefined ? '' : partialDate(page.facts_to);
  return h(
    'header',
    { class: 'title' },
    h('p', { class: 'eyebrow' }, label(text.page.eyebrow(page.title), {}, 160)),
    prose('h1', page.atlas, {}, 200),
    prose('p', page.summary, {}, 400),
    h('p', { class: 'extent' }, text.page.extent(count(border.length_km), facts)),
  );
}

export function pages({ register }: Context): Child {
  const { page } = register.payload;
  if (page.pages.length < 2) return null;
  return h(
    'nav',
    { class: 'pages', 'aria-label': text.panel.maps },
    h('h2', {}, text.panel.maps),
    h(
      'ul',
      {},
      page.pages.map((other) => {
        if (other.name === page.name) return h('li', {}, h('span', { 'aria-current': 'page' }, label(other.title)));
        return h('li', {}, pageLink(other.file, label(other.title)));
      }),
      h('li', {}, pageLink(page.index, text.panel.index)),
    ),
  );
}
