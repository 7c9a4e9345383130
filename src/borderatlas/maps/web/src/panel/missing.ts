/** What the map cannot show, counted; each count opens its list. */

import type { Feature } from '../data/types';
import { button, fill, h } from '../dom/element';
import { kilometresOf } from '../filter/intervals';
import { type Demand, choiceChanged, isShownWithout } from '../filter/shown';
import { isPlaced } from '../state/register';
import type { Context } from '../state/context';
import type { Listing } from '../state/store';
import { text } from '../text/catalogue';
import { count } from '../text/format';

type Why = Listing['why'] & ('unplaced' | 'wide' | 'offLine');

export function missing(context: Context): HTMLElement {
  const { register, store } = context;
  const rows = h('div', {});
  const element = h('section', { class: 'missing' }, h('h2', {}, text.panel.notOnMap), rows);
  const offLine = register.payload.features.filter((feature) => isPlaced(feature) && kilometresOf(feature) === null);
  const show = (): void => {
    const { now } = store;
    const left = (features: readonly Feature[], ...lifted: readonly Demand[]): Feature[] =>
      features.filter((feature) => isShownWithout({ feature, family: register.family(feature) }, now, ...lifted));
    // What has no place has no kilometre either, yet it is missing for want of a place.
    const found = [
      row('unplaced', left(register.unplaced, 'km'), context),
      row('wide', left(register.wide), context),
      row('offLine', now.km ? left(offLine, 'km') : [], context),
    ].filter((entry) => entry !== null);
    fill(rows, found);
    element.hidden = found.length === 0;
  };
  store.subscribe((now, before) => {
    if (choiceChanged(now, before)) show();
  });
  show();
  return element;
}

function row(why: Why, features: readonly Feature[], { store }: Context): HTMLElement | null {
  if (features.length === 0) return null;
  const title = text.panel[why];
  return button(
    { class: 'count-row', title: text.panel.showList(title, features.length) },
    () => store.set({ selection: null, stack: [], list: { why, ids: features.map((feature) => feature.id) }, view: 'map' }),
    h('span', {}, title),
    ' ',
    h('span', { class: 'count' }, count(features.length)),
  );
}
