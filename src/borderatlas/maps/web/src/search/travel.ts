/** Where a result leads: to a feature, to a place on the map, or to the features that name a source. */

import type { Box, Point } from '../data/course';
import { latitudeOf, longitudeOf } from '../data/mercator';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import type { Pin } from './pin';
import { nameOf } from './rows';
import { type Thing, usesOf } from './things';

/** What of the map a journey needs. */
export interface Traveller {
  reveal(id: string): void;
  showPoint(point: Point, least: number): void;
  showBox(box: Box): void;
}

/**
 * @param say tells a reader who does not see the map
 * @returns whether the map moved and should take the focus; a drawer takes it by itself
 */
export function travel(thing: Thing, { register, store }: Context, map: Traveller, pin: Pin, say: (sentence: string) => void): boolean {
  const { aim } = thing;
  if (aim.to === 'feature') {
    pin.remove();
    const again = store.now.selection === aim.id;
    store.set({ selection: aim.id, stack: [], list: null, cursor: null });
    if (again) map.reveal(aim.id);
    return false;
  }
  if (aim.to === 'source') {
    pin.remove();
    const ids = usesOf(register.payload.features).get(aim.key) ?? [];
    store.set({ selection: null, stack: [], list: { why: 'source', ids, source: aim.key }, cursor: null });
    return false;
  }
  const name = nameOf(thing, store.now.language);
  // The kilometre that an earlier search marked is not where the reader goes now.
  store.set({ view: 'map', cursor: aim.to === 'point' ? (aim.km ?? null) : null });
  if (aim.to === 'point') {
    map.showPoint(aim.point, aim.zoom);
    pin.show(latitudeOf(aim.point.y), longitudeOf(aim.point.x), name);
  } else {
    pin.remove();
    map.showBox(aim.box);
  }
  say(text.search.moved(name));
  return true;
}
