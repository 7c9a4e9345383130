/** The globals that scripts on a page call: what Folium writes, and the start-up script of the atlas. */

import './plugins';

import { offerDollar } from './dollar';
import { offerLeaflet } from './leaflet';

/** Makes `L`, `$` and `BorderAtlas` known to this window. */
export function offerGlobals<T extends object>(atlas: T): void {
  offerLeaflet();
  offerDollar();
  Object.assign(window, { BorderAtlas: atlas });
}
