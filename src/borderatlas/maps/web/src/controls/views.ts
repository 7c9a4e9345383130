/** The switch between the views of the page. */

import { button, h } from '../dom/element';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';

/** @param first name of the view that is the map, which a narrow page shows above its layers */
export function viewButtons({ store }: Context, first: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const views: readonly (readonly [State['view'], string])[] = [
    ['map', first],
    ...(first === text.views.layers ? [['strip', text.views.strip] as const] : []),
    ['table', text.views.table],
    ['sources', text.views.sources],
  ];
  const buttons = views.map(([view, name]) => ({ view, element: button({}, () => store.set({ view }), name) }));
  const show = (): void => {
    // A wide page shows the strip beside whatever it shows.
    const now = buttons.some(({ view }) => view === store.now.view) ? store.now.view : 'map';
    for (const { view, element } of buttons) element.setAttribute('aria-pressed', String(view === now));
  };
  store.subscribe((now, before) => {
    if (now.view !== before.view) show();
  });
  show();
  return h('div', { role: 'group', 'aria-label': text.regions.views, ...attributes }, buttons.map(({ element }) => element));
}
