/** Who says so: numbered, with link, publisher, date and what each supports. */

import type { Feature, Source } from '../data/types';
import { type Child, h } from '../dom/element';
import { outwardLink } from '../dom/link';
import { label, prose } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { partialDate } from '../text/format';
import { section } from './section';

export function sources(feature: Feature, { register }: Context): HTMLElement {
  const rows = feature.sources.map(([key, supports]) => {
    const source = register.source(key);
    return h('li', {}, h('div', {}, source ? described(source) : text.drawer.unknownSource(key.slice(0, 200)), supported(supports)));
  });
  const title = rows.length === 0 ? text.drawer.noSource : text.drawer.sources(rows.length);
  return section(title, h('ol', { class: 'sources' }, rows));
}

/** Title or publisher as a link; the publisher again where the title took its place; the date. */
function described(source: Source): Child {
  const headline = source.title ?? source.publisher ?? source.url ?? text.sources.untitled;
  const publisher = source.title !== undefined ? source.publisher : undefined;
  return [
    outwardLink(source.url, label(headline, {}, 300)),
    h(
      'small',
      {},
      publisher !== undefined && [label(publisher), ' · '],
      label(source.issued === undefined ? text.drawer.undated : partialDate(source.issued)),
    ),
    source.note !== undefined && prose('small', source.note, {}, 400),
  ];
}

function supported(supports: string | undefined): Child {
  return supports !== undefined && prose('small', supports, {}, 400);
}
