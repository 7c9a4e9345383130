/** The Sources view: credits, licences, ages, and every source of the page by its publisher. */

import type { BorderData, Credit, LayerInfo, Payload, Source } from '../data/types';
import { type Child, button, fill, h } from '../dom/element';
import { outwardLink } from '../dom/link';
import { label, prose } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { byDate, count, partialDate } from '../text/format';
import { isStale } from './age';

export function sourcesView({ register }: Context): HTMLElement {
  const { payload } = register;
  const publishers = byPublisher(Object.values(payload.sources));
  return h(
    'div',
    { class: 'sources-body' },
    h('h2', { tabindex: -1 }, text.sources.title),
    h('p', {}, text.sources.intro(Object.keys(payload.sources).length, publishers.length)),
    part(text.sources.line, lineParagraph(payload.border)),
    part(text.sources.credits, h('ul', { class: 'plain' }, payload.credits.map(credit))),
    part(text.sources.layers, layerTable(payload.layers)),
    part(text.sources.contact, contacts(Object.values(payload.layers))),
    part(text.sources.disclaimer, prose('p', payload.page.disclaimer)),
    part(text.sources.backdrop, prose('p', payload.page.lacks)),
    part(text.sources.publishers, publishers.map(publisherEntry)),
  );
}

function part(title: string, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h3', {}, title), ...children);
}

function lineParagraph({ length_km: length, version, licence }: BorderData): HTMLElement {
  return h('p', {}, label(text.sources.lineVersion(count(length, 3), version)), ' ', label(text.sources.licence(licence)));
}

function credit(given: Credit): HTMLElement {
  return h('li', {}, outwardLink(given.url, label(given.text, {}, 300)), given.licence !== undefined && [' · ', label(given.licence)]);
}

function layerTable(layers: Payload['layers']): HTMLElement {
  const { layer: name, features, newest, review, licenceHead } = text.sources;
  const heads = [name, features, newest, review, licenceHead];
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': text.sources.layers },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        Object.values(layers).map((layer) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, label(layer.title)),
            h('td', { class: 'number' }, count(layer.total)),
            h('td', {}, layer.newest === undefined ? text.sources.noDate : label(partialDate(layer.newest))),
            h('td', {}, reviewText(layer)),
            h('td', {}, label(layer.licence)),
          ),
        ),
      ),
    ),
  );
}

function reviewText({ newest, review_days: days }: LayerInfo): string {
  return newest !== undefined && isStale(newest, days, new Date()) ? text.sources.overdue(days) : text.sources.days(days);
}

/** Whom to tell of a fault: once where all layers share it, else by layer. */
function contacts(layers: readonly LayerInfo[]): Child {
  const all = new Set(layers.map((layer) => layer.contact));
  if (all.size === 1) return h('p', {}, layers.slice(0, 1).map((layer) => contact(layer.contact)));
  return h('ul', { class: 'plain' }, layers.map((layer) => h('li', {}, label(layer.title), ': ', contact(layer.contact))));
}

/** An address for mail or of a page becomes a link; anything else is text. */
function contact(value: string): HTMLElement {
  const mail = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(value);
  return outwardLink(mail ? `mailto:${value}` : value, label(value, {}, 600));
}

type Publisher = readonly [name: string, sources: readonly Source[]];

/** Those with most sources first. */
function byPublisher(sources: readonly Source[]): Publisher[] {
  const groups = new Map<string, Source[]>();
  for (const source of sources) {
    const name = source.publisher ?? source.title ?? text.sources.noPublisher;
    const group = groups.get(name);
    if (group) group.push(source);
    else groups.set(name, [source]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

/** The list of a publisher is written when the reader opens it: a page may hold thousands of sources. */
function publisherEntry([name, sources]: Publisher): HTMLElement {
  const rows = h('ol', { class: 'sources' });
  const toggle = button(
    { class: 'publisher', 'aria-expanded': 'false' },
    () => {
      const open = toggle.getAttribute('aria-expanded') !== 'true';
      toggle.setAttribute('aria-expanded', String(open));
      fill(rows, open && [...sources].sort((a, b) => byDate(a.issued ?? '', b.issued ?? '')).map(sourceRow));
    },
    label(name, {}, 160),
    h('span', { class: 'count' }, count(sources.length)),
  );
  return h('div', { class: 'publisher-entry' }, toggle, rows);
}

function sourceRow(source: Source): HTMLElement {
  return h(
    'li',
    {},
    h(
      'div',
      {},
      outwardLink(source.url, label(source.title ?? source.url ?? source.publisher ?? text.sources.untitled, {}, 300)),
      h('small', {}, label(source.issued === undefined ? text.drawer.undated : partialDate(source.issued))),
      source.note !== undefined && prose('small', source.note, {}, 400),
    ),
  );
}
