/** The dialog from which a view is passed on: its link, the code that embeds it, and how to cite it. */

import { copyButton } from '../dom/copy';
import { openDialog } from '../dom/dialog';
import { type Child, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { partialDate } from '../text/format';
import { embedCode, embeddedAddress, isServed, sharedAddress } from './address';

export function showShare(host: HTMLElement, { register }: Context): void {
  const { page, border } = register.payload;
  const link = sharedAddress(location, page.name);
  const title = text.embed.title(page.atlas, page.title);
  const citation = text.share.citation({
    title,
    version: border.version,
    facts: page.facts_to === undefined ? '' : partialDate(page.facts_to),
    address: link,
  });
  const sentence = h('p', { class: 'quote', tabindex: -1, dir: 'auto' }, citation);
  openDialog(
    host,
    text.share.title,
    field(text.share.link, h('input', { readonly: true, value: link, 'aria-label': text.share.link })),
    field(text.share.embed, h('textarea', { readonly: true, rows: 4, 'aria-label': text.share.embed }, embedCode(embeddedAddress(location, page.name), title))),
    !isServed(location) && h('p', { class: 'quiet' }, text.share.fromFile),
    h('section', { class: 'share' }, h('h3', {}, text.share.cite), sentence, h('div', { class: 'row' }, copyButton(() => citation, sentence))),
  );
}

function field(name: string, input: HTMLInputElement | HTMLTextAreaElement): Child {
  return h('section', { class: 'share' }, h('h3', {}, name), input, h('div', { class: 'row' }, copyButton(() => input.value, input)));
}
