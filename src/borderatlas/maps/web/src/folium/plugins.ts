/** Leaflet plugins that Folium elements of the written contract call. */

import 'leaflet.fullscreen';
import 'leaflet-minimap';
