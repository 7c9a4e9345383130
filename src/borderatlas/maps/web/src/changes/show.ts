/** Makes a page of changes out of a map page: the marks, the list, and the way from one to the other. */

import type L from 'leaflet';
import type { Box, Point } from '../data/course';
import type { Context } from '../state/context';
import { changesList } from './list';
import { ChangesOverlay, boxOf } from './overlay';
import type { Change, Changes } from './types';

/** What of the map a jump needs. */
interface View {
  showPoint(point: Point, least: number): void;
  showBox(box: Box): void;
}

/** A place that did not move is shown among its surroundings. */
const NEAR_ZOOM = 11;
/** Room on each side of where a feature was and is, as part of their distance. */
const ROOM = 0.6;

/** Returns the list, to be placed by the page. */
export function showChanges(changes: Changes, map: L.Map, context: Context, view: View): HTMLElement {
  new ChangesOverlay(map, changes.items, context.store);
  return changesList(changes, context, (change) => jump(change, context, view));
}

function jump(change: Change, { store }: Context, view: View): void {
  const box = boxOf(change);
  if (change.drawable) store.set({ view: 'map', selection: change.id, stack: [], list: null });
  else store.set({ view: 'map' });
  if (!box) return;
  const size = Math.max(box.east - box.west, box.south - box.north);
  if (size === 0) {
    view.showPoint({ x: box.west, y: box.north }, NEAR_ZOOM);
  } else {
    const room = size * ROOM;
    view.showBox({ west: box.west - room, east: box.east + room, north: box.north - room, south: box.south + room });
  }
}
