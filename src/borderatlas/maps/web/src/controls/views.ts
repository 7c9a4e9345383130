/** The switch between the views of the page. */

import { button, h } from '../dom/element';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';

type Views = readonly (readonly [State['view'], string])[];

/** Beside the map stands the strip, so it is no view of a wide page. */
export const WIDE_VIEWS: Views = [
  ['map', text.views.map],
  ['table', text.views.table],
  ['sources', text.views.sources],
];

/** A narrow page shows its layers below the map. Sources and licences are reached from their foot and from the sign on the map. */
export const NARROW_VIEWS: Views = [
  ['map', text.views.layers],
  ['strip', text.views.strip],
  ['table', text.views.table],
];

export function viewButtons({ store }: Context, views: Views, attributes: Readonly<Record<string, string>>): HTMLElement {
  const buttons = views.map(([view, name]) => ({ view, element: button({}, () => store.set({ view }), name) }));
  const show = (): void => {
    // A wide page shows the strip beside the map; a narrow one has sources without a tab of their own.
    const now = store.now.view === 'strip' && !buttons.some(({ view }) => view === 'strip') ? 'map' : store.now.view;
    for (const { view, element } of buttons) element.setAttribute('aria-pressed', String(view === now));
  };
  store.subscribe((now, before) => {
    if (now.view !== before.view) show();
  });
  show();
  return h('div', { role: 'group', 'aria-label': text.regions.views, ...attributes }, buttons.map(({ element }) => element));
}
