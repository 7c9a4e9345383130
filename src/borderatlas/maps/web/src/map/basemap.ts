/** The online base map, while the reader has switched one on. Until then the page asks no server for anything. */

import L from 'leaflet';

import type { BaseMap } from '../data/types';
import type { Store } from '../state/store';

/** Adds and removes tiles as the state says. */
export function followBaseMap(map: L.Map, store: Store, offered: readonly BaseMap[]): void {
  let tiles: L.TileLayer | undefined;
  const follow = (): void => {
    tiles?.remove();
    tiles = undefined;
    const chosen = offered.find(({ name }) => name === store.now.basemap);
    if (!chosen) return;
    // The page names the tiles' source itself; Leaflet would take an attribution for markup.
    tiles = L.tileLayer(chosen.url, { maxNativeZoom: chosen.max_zoom, maxZoom: map.getMaxZoom(), detectRetina: false, referrerPolicy: 'no-referrer' });
    tiles.setZIndex(0);
    tiles.addTo(map);
  };
  store.subscribe((now, before) => {
    if (now.basemap !== before.basemap) follow();
  });
  follow();
}
