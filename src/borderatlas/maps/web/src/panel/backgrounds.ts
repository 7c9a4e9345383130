/** The drawn map, which is the default, and online maps, each named with the host that it asks. */

import { type Child, h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';

export function backgrounds({ register, store }: Context): Child {
  const { basemaps, page } = register.payload;
  const lacks = h('p', { class: 'quiet', dir: 'auto' }, page.lacks);
  if (basemaps.length === 0) return h('section', {}, h('h2', {}, text.panel.background), lacks);
  const warning = h('p', { class: 'quiet', role: 'status' });
  const options = [
    { name: null, title: text.panel.drawn, note: text.panel.drawnNote },
    ...basemaps.map(({ name, host }) => ({ name, title: name, note: text.panel.online(host) })),
  ];
  const radios = options.map(({ name, title, note }, index) => {
    const radio = h('input', { type: 'radio', name: 'background', id: `background-${index}` });
    radio.addEventListener('change', () => store.set({ basemap: name }));
    return { name, radio, row: h('label', { class: 'choice' }, radio, h('span', {}, label(title), h('small', {}, label(note)))) };
  });
  const show = (): void => {
    const chosen = store.now.basemap;
    for (const { name, radio } of radios) radio.checked = name === chosen;
    const host = basemaps.find((map) => map.name === chosen)?.host;
    warning.textContent = host === undefined ? text.panel.onlineOffer : text.panel.onlineWarning(host);
  };
  store.subscribe((now, before) => {
    if (now.basemap !== before.basemap) show();
  });
  show();
  return h(
    'section',
    { class: 'backgrounds' },
    h('h2', { id: 'backgrounds-title' }, text.panel.background),
    h('div', { role: 'radiogroup', 'aria-labelledby': 'backgrounds-title' }, radios.map(({ row }) => row)),
    warning,
    lacks,
  );
}
