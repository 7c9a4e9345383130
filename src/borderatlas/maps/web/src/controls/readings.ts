/** What can be read off the map's edge: scale, position under the pointer, credits. */

import L from 'leaflet';
import { type Child, button, fill, h } from '../dom/element';
import { outwardLink } from '../dom/link';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { coordinates } from '../text/format';

/** Replaces whatever zoom, scale and credit controls the map came with. The scale stands where the page begins, away from the drawer. */
export function addScale(map: L.Map): void {
  map.zoomControl?.remove();
  map.attributionControl?.remove();
  const rightToLeft = getComputedStyle(map.getContainer().ownerDocument.documentElement).direction === 'rtl';
  L.control.scale({ imperial: false, position: rightToLeft ? 'bottomright' : 'bottomleft', maxWidth: 120 }).addTo(map);
}

/** Decimals that a pixel of this zoom can still tell apart. */
function digitsAt(zoom: number): number {
  return zoom < 8 ? 2 : zoom < 11 ? 3 : 4;
}

export function pointerReading(map: L.Map): HTMLElement {
  const element = h('output', { class: 'pointer', 'aria-label': text.controls.pointer, 'aria-live': 'off' });
  map.on('mousemove', ({ latlng }: L.LeafletMouseEvent) => {
    const { lat, lng } = latlng.wrap();
    element.textContent = coordinates(lat, lng, digitsAt(map.getZoom()));
  });
  map.on('mouseout', () => (element.textContent = ''));
  return element;
}

function joined(parts: readonly Child[]): Child {
  return parts.map((part, i) => [i > 0 && ' · ', part]);
}

/** Who made the data under the eye: in short on the map; on a narrow page a button that leads to the full list. */
export function creditLine({ register, store }: Context): HTMLElement {
  const { credits, basemaps } = register.payload;
  const element = h('div', { class: 'credits' });
  const show = (): void => {
    const online = basemaps.find((map) => map.name === store.now.basemap);
    const tiles = online ? [label(`${online.attribution} (${online.host})`, {}, 160)] : [];
    const short = credits.map((credit) => outwardLink(credit.url, label(credit.short, {}, 40)));
    const open = (): void => store.set({ view: 'sources' });
    fill(
      element,
      h('span', { class: 'credit-names further' }, joined([...tiles, ...short])),
      button({ class: 'sign', 'aria-label': text.controls.credits, title: text.controls.credits }, open, h('span', {}, '©')),
    );
  };
  store.subscribe((now, before) => {
    if (now.basemap !== before.basemap) show();
  });
  show();
  return element;
}
