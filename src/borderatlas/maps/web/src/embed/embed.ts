/** The page within another page: `?embed`, or `#embed` where an address has no query. Only the map, and it takes neither wheel nor swipe by surprise. */

import type L from 'leaflet';
import { h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { fullAddress } from './address';

/** How long a hint stays, ms. */
const HINT_MS = 1800;

/** A slim bar with the title and the way to the full page. */
export function embedBar({ register }: Context): HTMLElement {
  const { page } = register.payload;
  const link = h('a', { rel: 'noopener', target: '_blank' }, text.embed.full);
  const renew = (): void => {
    link.href = fullAddress(location);
  };
  renew();
  // The address follows the view; a link is read when somebody is about to use it.
  for (const event of ['pointerover', 'focus', 'click', 'contextmenu']) link.addEventListener(event, renew);
  return h('header', { class: 'embed-bar' }, h('h1', {}, label(text.embed.title(page.atlas, page.title), {}, 160)), link);
}

/** Leaves wheel and one-finger swipes to the page around until the reader turns to the map. */
export function yieldGestures(map: L.Map): void {
  const container = map.getContainer();
  const hint = h('div', { class: 'embed-hint', 'aria-hidden': 'true', hidden: true });
  container.append(hint);
  let timer = 0;
  const tell = (words: string): void => {
    hint.textContent = words;
    hint.hidden = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (hint.hidden = true), HINT_MS);
  };

  map.scrollWheelZoom.disable();
  map.on('click', () => {
    map.scrollWheelZoom.enable();
    hint.hidden = true;
  });
  map.on('mouseout', () => map.scrollWheelZoom.disable());
  container.addEventListener('wheel', () => !map.scrollWheelZoom.enabled() && tell(text.embed.wheel), { passive: true });

  // Two fingers pinch and move; with dragging off the browser keeps one finger for scrolling.
  if (matchMedia('(pointer: coarse)').matches) {
    map.dragging.disable();
    container.addEventListener('touchmove', ({ touches }) => touches.length === 1 && tell(text.embed.touch), { passive: true });
  }
}
