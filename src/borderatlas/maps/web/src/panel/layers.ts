/** The layers of the page: symbol, name, count and switch. */

import type { Family } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import { countFamilies, isNarrowed } from '../filter/counts';
import { choiceChanged } from '../filter/shown';
import { isDrawn } from '../state/register';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { count } from '../text/format';
import { news } from './news';

/** Families that the map can draw; the others stand under "Not on the map" alone. */
export function switchable({ register }: Context): readonly Family[] {
  return register.payload.families.filter((family) => register.drawable(family) > 0);
}

export function layers(context: Context): HTMLElement {
  const { atlas, store } = context;
  const drawable = atlas.entries.filter(({ feature }) => isDrawn(feature));
  const rows = switchable(context).map((family) => row(family, context));
  const show = (): void => {
    const counts = countFamilies(drawable, store.now);
    const narrowed = isNarrowed(store.now);
    for (const { family, tell } of rows) tell(counts.get(family.name) ?? 0, narrowed);
  };
  store.subscribe((now, before) => {
    if (choiceChanged(now, before)) show();
  });
  show();
  return h(
    'section',
    { class: 'layers' },
    h('h2', {}, h('span', {}, text.panel.layers), rows.length > 0 && h('span', { 'aria-hidden': 'true' }, text.panel.shown)),
    rows.length > 0
      ? h('div', { class: 'rows' }, rows.map(({ element }) => element))
      : atlas.entries.length === 0 && h('p', { class: 'quiet' }, text.panel.noLayers),
    news(context),
  );
}

interface Row {
  readonly family: Family;
  readonly element: HTMLElement;
  /** How many the map shows, or would show with the layer on; `narrowed` where a window or a filter leaves some out. */
  tell(shown: number, narrowed: boolean): void;
}

function row(family: Family, context: Context): Row {
  const { register } = context;
  const total = register.of(family).length;
  const number = h('span', { class: 'count' });
  const element = familySwitch(
    family,
    context,
    { class: 'layer' },
    symbolSvg(family, 22, 'filled'),
    label(family.title),
    number,
    h('span', { class: 'knob' }),
  );
  return {
    family,
    element,
    tell(shown, narrowed) {
      number.textContent = shown === total && !narrowed ? count(total) : text.panel.countOf(shown, total);
      element.setAttribute('aria-label', text.panel.countSpoken(family.title.slice(0, 200), shown, total));
    },
  };
}

/** A switch that shows and hides a family, and follows the state whoever changes it. */
export function familySwitch(
  family: Family,
  { store }: Context,
  attributes: Readonly<Record<string, string>>,
  ...children: Child[]
): HTMLButtonElement {
  const element = button({ role: 'switch', ...attributes }, () => {
    const off = new Set(store.now.off);
    if (!off.delete(family.name)) off.add(family.name);
    store.set({ off });
  }, ...children);
  const show = (): void => element.setAttribute('aria-checked', String(!store.now.off.has(family.name)));
  store.subscribe((now, before) => {
    if (now.off !== before.off) show();
  });
  show();
  return element;
}
