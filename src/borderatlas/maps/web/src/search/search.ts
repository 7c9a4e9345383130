/** The search of a page: box, marker and journey in one. */

import type L from 'leaflet';

import type { Context } from '../state/context';
import { SearchBox } from './box';
import { Pin } from './pin';
import { type Traveller, travel } from './travel';

export interface Search {
  readonly element: HTMLElement;
  /** @param from what had the focus, to be given back */
  open(from: Element | null): void;
  /** Takes the marker of the last place off the map; false where there is none. */
  dismiss(): boolean;
}

/**
 * @param traveller the drawn map, once it stands
 * @param arrived told when the map has moved to a place and should take the focus
 * @param left told when the reader leaves the search without a choice
 */
export function buildSearch(
  context: Context,
  map: L.Map,
  traveller: () => Traveller | null,
  say: (sentence: string) => void,
  arrived: () => void,
  left: () => void,
): Search {
  const pin = new Pin(map);
  const box = new SearchBox(context, (thing) => {
    const view = traveller();
    if (view && travel(thing, context, view, pin, say)) arrived();
  }, left);
  context.store.subscribe((now, before) => {
    if (now.selection !== before.selection && now.selection !== null) pin.remove();
  });
  return {
    element: box.element,
    open: (from) => box.open(from),
    dismiss() {
      const { isShown } = pin;
      pin.remove();
      return isShown;
    },
  };
}
