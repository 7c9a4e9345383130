/** The browser side of a map page. Once its map stands, the page calls `BorderAtlas.start(map)`. */

import './style/atlas.css';
import './folium/start-leaflet';

import type L from 'leaflet';
import { showChanges } from './changes/show';
import { preferredScheme } from './controls/appearance';
import { Atlas } from './data/atlas';
import { readPayload } from './data/block';
import type { Payload } from './data/types';
import { h } from './dom/element';
import { filterableOf } from './filter/options';
import { escapeMarkup } from './folium/escape';
import { offerGlobals } from './folium/globals';
import { MapView } from './map/view';
import { Shell } from './shell/shell';
import { Address, type MapPort } from './state/address';
import type { Context } from './state/context';
import { Register } from './state/register';
import { Store, initialState } from './state/store';
import { text } from './text/catalogue';

let shown: MapView | undefined;

/**
 * Draws the atlas on a map and builds the page around it. Whatever another script on the page did before, the line and the backdrop
 * are drawn as long as there is a map; what cannot be done is told in a sentence.
 */
function start(map: L.Map | undefined): void {
  if (!map) {
    tell(text.page.noMap);
    return;
  }
  let payload: Payload;
  try {
    payload = readPayload(document);
  } catch (error) {
    console.error(error);
    tell(text.page.unreadable);
    return;
  }
  build(map, payload);
}

function build(map: L.Map, payload: Payload): void {
  const atlas = new Atlas(payload);
  const languages = payload.page.languages.map(({ code }) => code);
  const defaults = { language: languages[0] ?? 'en', scheme: preferredScheme() };
  const store = new Store(initialState(defaults.language, defaults.scheme));
  const register = new Register(atlas);
  const address = new Address(store, defaults, {
    families: payload.families.map(({ name }) => name),
    languages,
    has: (id) => register.has(id),
    ...filterableOf(payload),
  });
  const opened = address.open();

  const shell = buildShell(map, { atlas, register, store }, () => address.goHome(port), (change) => {
    const home = address.isHome(port);
    change();
    if (home) address.goHome(port);
  });
  const view = new MapView(map, atlas, store);
  shown = view;
  shell?.attach(view);
  if (payload.changes) shell?.putFirst(showChanges(payload.changes, map, { atlas, register, store }, view));
  const port: MapPort = {
    position: () => {
      const { lat, lng } = map.getCenter();
      return { zoom: map.getZoom(), lat, lon: lng };
    },
    moveTo: ({ zoom, lat, lon }) => map.setView([lat, lon], zoom, { animate: false }),
    showKilometre: (km) => view.showKilometre(km),
    goHome: () => view.fit(),
    onMoved: (listener) => map.on('moveend', listener),
  };
  address.follow(port, opened);
  if (store.now.selection !== null) view.reveal(store.now.selection);
}

/** Null where the page around the map cannot be built: the map is drawn without it. */
function buildShell(map: L.Map, context: Context, goHome: () => void, resize: (change: () => void) => void): Shell | null {
  try {
    return new Shell(context, map, goHome, resize);
  } catch (error) {
    console.error(error);
    tell(text.page.incomplete);
    return null;
  }
}

function tell(sentence: string): void {
  document.body.prepend(h('p', { class: 'sentence', role: 'alert' }, sentence));
}

offerGlobals({
  start,
  /** What is drawn on the map now, for tests and for scripts of the map's author. */
  drawn: () => shown?.drawn() ?? [],
  escape: escapeMarkup,
});
