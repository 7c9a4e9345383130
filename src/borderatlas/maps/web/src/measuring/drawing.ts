/** The measured way on the map: a line with a point and its running total at every corner. */

import L from 'leaflet';
import { h } from '../dom/element';
import { type Place, totals, wayAlong } from './geodesic';
import { length } from './words';

const PANE = 'atlas-measuring';
/** Above markers and tips of the map's author, below its popups. */
const Z_INDEX = 660;

export class Drawing {
  private readonly layers = L.layerGroup();

  constructor(private readonly map: L.Map) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = String(Z_INDEX);
    pane.style.pointerEvents = 'none';
  }

  /** Shows a row of points in place of the one before. */
  show(points: readonly Place[]): void {
    this.layers.clearLayers();
    const line = wayAlong(points).map(({ lat, lon }): L.LatLngTuple => [lat, lon]);
    for (const className of ['measured-casing', 'measured-line']) {
      this.layers.addLayer(L.polyline(line, { pane: PANE, interactive: false, className, smoothFactor: 0.5 }));
    }
    const so = totals(points);
    points.forEach(({ lat, lon }, i) => {
      const html = h('span', {}, i > 0 && length(so[i]!));
      const icon = L.divIcon({ className: 'measured-point', html, iconSize: [0, 0] });
      this.layers.addLayer(L.marker([lat, lon], { pane: PANE, icon, interactive: false, keyboard: false }));
    });
    this.layers.addTo(this.map);
  }

  clear(): void {
    this.layers.clearLayers().remove();
  }
}
