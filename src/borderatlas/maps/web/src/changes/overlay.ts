/** Marks of change on the map: a ring with a sign where something is or was, and an arrow from where it was to where it is. */

import L from 'leaflet';

import { type Box, unpack } from '../data/course';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from '../data/mercator';
import type { LonLat, Packed } from '../data/types';
import { s } from '../dom/element';
import type { Store } from '../state/store';
import { text } from '../text/catalogue';
import type { Change, ChangeKind } from './types';

const PANE = 'atlas-changes';
/** Above the marks of the atlas, below users' overlays. */
const Z_INDEX = 370;
/** Radius of a ring: it stands free of the largest symbol. */
const RING = 17;
/** An arrow shorter than this says nothing. */
const SHORTEST = 2 * RING + 14;
const NO_SIZE: L.PointExpression = [0, 0];

export class ChangesOverlay {
  private readonly layers = L.layerGroup();

  constructor(
    private readonly map: L.Map,
    private readonly changes: readonly Change[],
    store: Store,
  ) {
    const pane = map.createPane(PANE);
    pane.style.zIndex = String(Z_INDEX);
    pane.style.pointerEvents = 'none';
    this.layers.addTo(map);
    this.draw(store.now.selection);
    map.on('zoomend', () => this.draw(store.now.selection));
    store.subscribe((now, before) => {
      if (now.selection !== before.selection) this.draw(now.selection);
    });
  }

  private draw(selected: string | null): void {
    this.layers.clearLayers();
    for (const change of this.changes) this.mark(change, change.id === selected);
  }

  private mark({ kinds, from, to, from_lines: lines, move }: Change, isSelected: boolean): void {
    const strong = isSelected ? ' selected' : '';
    for (const line of lines ?? []) this.line(latLngs(line), `former-course${strong}`);
    const [kind] = kinds;
    if (kind === undefined) return;
    if (from && to && move) {
      // A course that was drawn anew is no arrow: its lines say it.
      if (move.kind === 'moved') this.arrow(from, to, strong);
      this.ring(to, kind, strong);
    } else {
      const place = to ?? from;
      if (place) this.ring(place, to ? kind : 'removed', strong);
    }
  }

  private arrow(from: LonLat, to: LonLat, strong: string): void {
    const start = this.map.project(latLng(from));
    const way = this.map.project(latLng(to)).subtract(start);
    const length = Math.hypot(way.x, way.y);
    if (length > RING) this.icon(from, `was${strong}`, s('circle', { r: 5 }));
    if (length < SHORTEST) return;
    const tip = start.add(way.multiplyBy(1 - (RING + 3) / length));
    const shaft = start.add(way.multiplyBy(1 - (RING + 8) / length));
    const course = [latLng(from), this.map.unproject(shaft)];
    this.line(course, `change-casing${strong}`);
    this.line(course, `change-arrow${strong}`);
    const turn = (Math.atan2(way.y, way.x) * 180) / Math.PI;
    const { lng, lat } = this.map.unproject(tip);
    this.icon([lng, lat], `tip${strong}`, s('path', { d: 'M1 0L-11-6.5L-8 0L-11 6.5Z', transform: `rotate(${turn.toFixed(1)})` }));
  }

  private ring(at: LonLat, kind: ChangeKind, strong: string): void {
    const sign = s('text', { x: 12.5, y: -8.6, 'text-anchor': 'middle' }, text.changes.signs[kind]);
    const badge = s('g', { class: 'badge' }, s('circle', { cx: 12.5, cy: -12.5, r: 8 }), sign);
    const cross = kind === 'removed' && s('path', { class: 'cross', d: 'M-12-12L12 12M-12 12L12-12' });
    this.icon(at, `${kind}${strong}`, s('circle', { class: 'casing', r: RING }), s('circle', { class: 'ring', r: RING }), cross, badge);
  }

  private line(course: L.LatLngExpression[], className: string): void {
    this.layers.addLayer(L.polyline(course, { pane: PANE, interactive: false, className, smoothFactor: 0.5 }));
  }

  private icon([lon, lat]: LonLat, className: string, ...parts: (SVGElement | false)[]): void {
    const drawing = s('svg', { viewBox: '-24 -24 48 48', width: 48, height: 48, 'aria-hidden': 'true' }, ...parts);
    const html = document.createElement('span');
    html.append(drawing);
    const icon = L.divIcon({ className: `change-mark ${className}`, html, iconSize: NO_SIZE });
    this.layers.addLayer(L.marker([lat, lon], { pane: PANE, icon, interactive: false, keyboard: false }));
  }
}

const latLng = ([lon, lat]: LonLat): L.LatLngTuple => [lat, lon];

function latLngs(line: Packed): L.LatLngTuple[] {
  const { xy } = unpack(line);
  return Array.from({ length: xy.length / 2 }, (_, i) => [latitudeOf(xy[2 * i + 1]!), longitudeOf(xy[2 * i]!)]);
}

/** The box, in unit Mercator, around where a feature was and is. */
export function boxOf({ from, to, from_lines: before, to_lines: after }: Change): Box | null {
  const places = [from, to].filter((place) => place !== undefined);
  const vertices = [...(before ?? []), ...(after ?? [])].flatMap((line) => latLngs(line).map(([lat, lon]): LonLat => [lon, lat]));
  const points = [...places, ...vertices];
  if (points.length === 0) return null;
  const x = points.map(([lon]) => mercatorX(lon));
  const y = points.map(([, lat]) => mercatorY(lat));
  return { west: Math.min(...x), east: Math.max(...x), north: Math.min(...y), south: Math.max(...y) };
}
