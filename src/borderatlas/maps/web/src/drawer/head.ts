/** What it is, what it is called, how it stands: the first lines of the drawer. */

import type { Feature } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label, prose } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { age, dateSpan, partialDate } from '../text/format';
import { nameIn } from '../text/names';

/** The row with symbol, kind, date and the button that closes. */
export function headRow(feature: Feature, { register }: Context, close: () => void): HTMLElement {
  const date = register.isEvent(feature) && feature.start !== undefined ? dateSpan(feature.start, feature.end) : '';
  return h(
    'div',
    { class: 'head-row' },
    symbolSvg(register.family(feature), 24, register.status(feature).fill),
    h('span', { class: 'what' }, label(register.kind(feature).label), date && ` · ${date}`),
    closeButton(close),
  );
}

export function closeButton(close: () => void): HTMLButtonElement {
  return button({ class: 'close', 'aria-label': text.drawer.close, title: text.drawer.close }, close, '×');
}

/** The heading takes the focus when the drawer opens. */
export function title(feature: Feature, { store }: Context): HTMLElement {
  const name = nameIn(feature, store.now.language);
  return prose('h2', name.text, { tabindex: '-1', dir: name.dir, ...(name.lang ? { lang: name.lang } : {}) }, 240);
}

/** The status always stands beside its date; that an event is past needs no saying, for its date stands above. */
export function status(feature: Feature, { register }: Context): Child {
  const known = feature.status === undefined ? '' : register.status(feature).label;
  if (known === '' && feature.status_note === undefined) return null;
  if (register.isEvent(feature) && feature.as_of === undefined && feature.status_note === undefined) return null;
  const date = feature.as_of === undefined ? text.drawer.undated : text.drawer.lastDocumented(partialDate(feature.as_of), age(feature.as_of, new Date()));
  return h(
    'p',
    { class: 'status' },
    known !== '' && h('b', {}, label(known)),
    known !== '' && ` · ${date}`,
    feature.status_note !== undefined && prose('span', feature.status_note, { class: 'note' }, 400),
  );
}

export function summary(feature: Feature): Child {
  return [
    feature.summary !== undefined && prose('p', feature.summary),
    feature.relation === 'context' && h('p', { class: 'quiet' }, text.drawer.context),
  ];
}
