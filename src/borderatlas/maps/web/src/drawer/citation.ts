/** A sentence to quote the feature with, ready to be copied. */

import type { Feature } from '../data/types';
import { button, h } from '../dom/element';
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
  const told = h('span', { class: 'told', role: 'status' });
  const copy = button({ class: 'small' }, () => void copied(sentence, quote).then((how) => (told.textContent = how)), text.cite.copy);
  return section(text.cite.title, h('div', { class: 'cite' }, quote, h('div', { class: 'row' }, copy, told)));
}

/** Pages from a file have no clipboard: there the sentence is selected for the reader instead. */
async function copied(sentence: string, quote: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(sentence);
    return text.cite.copied;
  } catch {
    getSelection()?.selectAllChildren(quote);
    quote.focus();
    return text.cite.selectedText;
  }
}
