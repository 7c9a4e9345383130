/** Zoom, the whole line, full screen. */

import type L from 'leaflet';
import { button, fill, h } from '../dom/element';
import { text } from '../text/catalogue';
import { type Icon, icon } from './icons';

/**
 * @param fit shows the whole line
 * @param further stands below
 */
export function zoomButtons(map: L.Map, fit: () => void, ...further: readonly HTMLElement[]): HTMLElement {
  const into = control('plus', text.controls.zoomIn, () => map.zoomIn());
  const out = control('minus', text.controls.zoomOut, () => map.zoomOut());
  const limits = (): void => {
    mark(into, map.getZoom() >= map.getMaxZoom());
    mark(out, map.getZoom() <= map.getMinZoom());
  };
  map.on('zoomend zoomlevelschange', limits);
  limits();
  return h('div', { class: 'zoom' }, into, out, control('fit', text.controls.fit, fit), fullScreenButton(), further);
}

function control(sign: Icon, label: string, press: () => void): HTMLButtonElement {
  return button({ class: 'control', 'aria-label': label, title: label }, press, icon(sign));
}

/** Disabled for eyes and assistive technology, but still in the tab order, so that the focus is not lost at the limit. */
function mark(element: HTMLButtonElement, ended: boolean): void {
  element.setAttribute('aria-disabled', String(ended));
}

/** Null where the page's host does not allow it. */
function fullScreenButton(): HTMLButtonElement | null {
  if (!document.fullscreenEnabled) return null;
  const element = control('enter', text.controls.fullScreen, () => {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    // A host may still refuse; the page then simply stays as it is.
    change.catch(() => undefined);
  });
  document.addEventListener('fullscreenchange', () => {
    const full = document.fullscreenElement !== null;
    const label = full ? text.controls.leaveFullScreen : text.controls.fullScreen;
    element.setAttribute('aria-label', label);
    element.title = label;
    fill(element, icon(full ? 'leave' : 'enter'));
  });
  return element;
}
