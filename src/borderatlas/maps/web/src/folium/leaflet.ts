/** Leaflet as the scripts that Folium writes expect it: a global that plugins may extend, with images that need no server. */

import L from 'leaflet';
import markerIcon from 'leaflet/dist/images/marker-icon.png';
import markerIconRetina from 'leaflet/dist/images/marker-icon-2x.png';
import markerShadow from 'leaflet/dist/images/marker-shadow.png';

import { pinIcon } from './pin';

declare global {
  interface Window {
    L: typeof L;
  }
}

/** Makes `L` a global of this window, with the drawn pin in place of Font Awesome's markers. */
export function offerLeaflet(): void {
  // An empty path is put before each image, which is a data: address already.
  L.Icon.Default.imagePath = '';
  L.Icon.Default.mergeOptions({ iconUrl: markerIcon, iconRetinaUrl: markerIconRetina, shadowUrl: markerShadow });
  // Namespaces of ES modules are frozen; plugins add to L.
  window.L = Object.assign({}, L, { AwesomeMarkers: { icon: pinIcon } });
}
