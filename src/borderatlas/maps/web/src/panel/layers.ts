/** The layers of the page: symbol, name, count and switch. */

import type { Family } from '../data/types';
import { type Child, button, fill, h } from '../dom/element';
import { label } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { count } from '../text/format';

/** Families that the map can draw; the others stand under "Not on the map" alone. */
export function switchable({ register }: Context): readonly Family[] {
  return register.payload.families.filter((family) => register.drawable(family) > 0);
}

export function layers(context: Context): HTMLElement {
  const rows = h('div', { class: 'rows' });
  fill(rows, switchable(context).map((family) => row(family, context)));
  return h(
    'section',
    { class: 'layers' },
    h('h2', {}, h('span', {}, text.panel.layers), h('span', { 'aria-hidden': 'true' }, text.panel.shown)),
    rows,
  );
}

function row(family: Family, context: Context): HTMLElement {
  const { register } = context;
  const total = register.of(family).length;
  const drawn = register.drawable(family);
  return familySwitch(
    family,
    context,
    { class: 'layer', 'aria-label': text.panel.countSpoken(family.title.slice(0, 200), drawn, total) },
    symbolSvg(family, 22, 'filled'),
    label(family.title),
    h('span', { class: 'count' }, drawn === total ? count(total) : text.panel.countOf(drawn, total)),
    h('span', { class: 'knob' }),
  );
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
