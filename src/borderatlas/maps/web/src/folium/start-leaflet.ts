/** Starts Leaflet before anything else does; see folium/without-vml.ts. */

import './without-vml';
import 'leaflet';

Reflect.deleteProperty(document, 'namespaces');
