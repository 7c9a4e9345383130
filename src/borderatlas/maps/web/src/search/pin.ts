/** Marks a place that was searched for and that is no feature, until the reader turns to something else. */

import L from 'leaflet';

import { h } from '../dom/element';
import { label } from '../dom/prose';

export class Pin {
  private marker: L.Marker | null = null;

  constructor(private readonly map: L.Map) {
    map.on('click', () => this.remove());
  }

  get isShown(): boolean {
    return this.marker !== null;
  }

  show(lat: number, lon: number, name: string): void {
    this.remove();
    const html = h('div', {}, label(name, {}, 60));
    const icon = L.divIcon({ className: 'atlas-pin', html, iconSize: [0, 0] });
    this.marker = L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(this.map);
    // Leaflet's markers are there to be read or pressed; this one says what the search has announced already.
    this.marker.getElement()?.setAttribute('aria-hidden', 'true');
  }

  remove(): void {
    this.marker?.remove();
    this.marker = null;
  }
}
