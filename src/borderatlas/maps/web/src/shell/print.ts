/** Paper: always light, and the map at a size that fits a sheet, showing what the screen shows. */

import type L from 'leaflet';
import { h } from '../dom/element';
import type { Store } from '../state/store';

/** A4 landscape with margins of 10 mm is 1047 × 718 px; the height leaves room for title and credits. */
const SHEET = { width: 1040, height: 540 };
/** Dots of the printed map per px. */
const DENSITY = 2;

/** @param visible the part of the map that nothing covers */
export function followPrint(map: L.Map, store: Store, visible: () => L.LatLngBounds): void {
  let restore: (() => void) | null = null;
  // Browsers may tell twice, and the second time everything is in place already.
  window.addEventListener('beforeprint', () => {
    restore ??= layOut(map, store, visible());
  });
  window.addEventListener('afterprint', () => {
    restore?.();
    restore = null;
  });
}

function layOut(map: L.Map, store: Store, bounds: L.LatLngBounds): () => void {
  const container = map.getContainer();
  const { scheme } = store.now;
  const seen = { centre: map.getCenter(), zoom: map.getZoom() };
  // Folium sizes its element by id, so only an important style prevails.
  container.style.setProperty('width', `${SHEET.width}px`, 'important');
  container.style.setProperty('height', `${SHEET.height}px`, 'important');
  document.documentElement.dataset['scheme'] = 'light';
  map.invalidateSize({ animate: false, pan: false });
  map.fitBounds(bounds, { animate: false });
  const sheet = flattened(container);
  container.prepend(sheet);
  return () => {
    sheet.remove();
    container.style.removeProperty('width');
    container.style.removeProperty('height');
    document.documentElement.dataset['scheme'] = scheme;
    map.invalidateSize({ animate: false, pan: false });
    map.setView(seen.centre, seen.zoom, { animate: false });
  };
}

/** All drawn canvases as one without transparency: some PDF readers paint transparent ones as white sheets. */
function flattened(container: HTMLElement): HTMLCanvasElement {
  const sheet = h('canvas', { class: 'print-sheet', width: SHEET.width * DENSITY, height: SHEET.height * DENSITY });
  const context = sheet.getContext('2d', { alpha: false });
  if (!context) return sheet;
  context.scale(DENSITY, DENSITY);
  context.fillStyle = getComputedStyle(container).backgroundColor;
  context.fillRect(0, 0, SHEET.width, SHEET.height);
  const origin = container.getBoundingClientRect();
  for (const drawn of container.querySelectorAll<HTMLCanvasElement>("[class*='leaflet-atlas-'] canvas")) {
    const { x, y, width, height } = drawn.getBoundingClientRect();
    context.drawImage(drawn, x - origin.x, y - origin.y, width, height);
  }
  return sheet;
}
