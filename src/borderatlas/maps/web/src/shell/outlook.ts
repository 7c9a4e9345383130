/** What a reader sees of the map: the part that no panel covers. */

import L from 'leaflet';
import { mercatorX, mercatorY } from '../data/mercator';
import type { Inset } from '../map/frame';
import type { Bounds } from '../map/still';
import type { Seen } from '../picture/save';

/** Middle of the uncovered part, px of the map's container. */
export function middleOf(map: L.Map, { top, right, bottom, left }: Inset): L.Point {
  const { x, y } = map.getSize();
  return L.point((left + x - right) / 2, (top + y - bottom) / 2);
}

/** The uncovered part as a view of its own. */
export function seenOf(map: L.Map, inset: Inset): Seen {
  const { x, y } = map.getSize();
  const { lat, lng } = map.containerPointToLatLng(middleOf(map, inset));
  return {
    view: { zoom: map.getZoom(), centre: { x: mercatorX(lng), y: mercatorY(lat) } },
    size: { width: Math.max(1, x - inset.left - inset.right), height: Math.max(1, y - inset.top - inset.bottom) },
    hasOverlays: hasOverlays(map),
  };
}

/** Bounds of the uncovered part, or null where they hold the whole line, `home`. */
export function boundsOf(map: L.Map, { top, right, bottom, left }: Inset, home: Bounds): Bounds | null {
  const { x, y } = map.getSize();
  const southWest = map.containerPointToLatLng([left, y - bottom]);
  const northEast = map.containerPointToLatLng([x - right, top]);
  const [west, south, east, north] = home;
  if (southWest.lng <= west && southWest.lat <= south && northEast.lng >= east && northEast.lat >= north) return null;
  return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
}

/** Whether the author of the page put something on the map that is not the atlas's. */
export function hasOverlays(map: L.Map): boolean {
  return ['overlayPane', 'markerPane'].some((name) => map.getPane(name)?.querySelector('path, canvas, img, .leaflet-marker-icon'));
}
