/** Title, layers, legends, what is not on the map, background: everything that stands beside the map. */

import { button, fill, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { backgrounds } from './backgrounds';
import { inView } from './inview';
import { layers } from './layers';
import { howSure, statuses } from './legend';
import { missing } from './missing';
import { time } from './time';
import { pages, title } from './title';

export interface Panel {
  /** Stands above the scrolling part; a narrow page has a title bar of its own instead. */
  readonly title: HTMLElement;
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
}

export function buildPanel(context: Context): Panel {
  return {
    title: title(context),
    body: h(
      'div',
      { class: 'panel-body' },
      time(context),
      layers(context),
      inView(context),
      howSure(context),
      statuses(context),
      missing(context),
      backgrounds(context),
      pages(context),
    ),
    foot: foot(context),
  };
}

function foot({ register, store }: Context): HTMLElement {
  const element = h('footer', { class: 'panel-foot' });
  const link = button({ class: 'text-button' }, () => store.set({ view: 'sources' }), text.panel.footLink);
  const show = (): void => {
    const host = register.payload.basemaps.find((map) => map.name === store.now.basemap)?.host;
    fill(element, host === undefined ? text.panel.foot : text.panel.footOnline(host), ' ', link);
  };
  store.subscribe((now, before) => {
    if (now.basemap !== before.basemap) show();
  });
  show();
  return element;
}
