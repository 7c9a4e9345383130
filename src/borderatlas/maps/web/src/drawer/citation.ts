/** A sentence to quote the feature with, ready to be copied. */

import type { Feature } from '../data/types';
import { copyButton } from '../dom/copy';
import { h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { kilometre, partialDate, shortened } from '../text/format';
import { section } from './section';

/** The sentence: name, kilometre, atlas, version of the line, date of the facts, address of the feature. */
export function citation(feature: Feature, { register }: Context, address: string): string {
  const { page, border } = register.payload;
  return text.cite.sentence({
    name: shortened(feature.name, 300),
    place: feature.address ? kilometre(feature.address, feature.mark) : '',
    atlas: page.atlas,
    version: border.version,
    facts: page.facts_to === undefined ? '' : partialDate(page.facts_to),
    address,
  });
}

/** The address of a feature; a page on the reader's own disk is named by its file alone. */
export function featureAddress(id: string, page: Pick<Location, 'protocol' | 'origin' | 'pathname'>, name: string): string {
  const fragment = `#s=${encodeURIComponent(id)}`;
  if (page.protocol === 'http:' || page.protocol === 'https:') return page.origin + page.pathname + fragment;
  return (page.pathname.split('/').pop() || `${name}.html`).replace(/^srcdoc$/, `${name}.html`) + fragment;
}

export function cite(feature: Feature, context: Context): HTMLElement {
  const sentence = citation(feature, context, featureAddress(feature.id, location, context.register.payload.page.name));
  const quote = h('p', { class: 'quote', tabindex: -1, dir: 'auto' }, sentence);
  return section(text.cite.title, h('div', { class: 'cite' }, quote, h('div', { class: 'row' }, copyButton(() => sentence, quote))));
}
