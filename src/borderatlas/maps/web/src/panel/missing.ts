/** What the map cannot show, counted; each count opens its list. */

import type { Feature } from '../data/types';
import { button, fill, h } from '../dom/element';
import { kilometresOf } from '../filter/intervals';
import { type Demand, choiceChanged, isShownWithout } from '../filter/shown';
import { isDrawn, isEventFamily, isPlaced } from '../state/register';
import type { Context } from '../state/context';
import type { Listing } from '../state/store';
import { text } from '../text/catalogue';
import { count } from '../text/format';

type Why = Exclude<Listing['why'], 'district' | 'source'>;

export function missing(context: Context): HTMLElement {
  const { atlas, register, store } = context;
  const rows = h('div', {});
  const element = h('section', { class: 'missing' }, h('h2', {}, text.panel.notOnMap), rows);
  // Also those among them that have no date.
  const isEvent = (feature: Feature): boolean => isEventFamily(register.family(feature));
  const outside = atlas.features.filter((feature) => isDrawn(feature) && feature.points?.every((point) => !atlas.covers(point)));
  const offLine = register.payload.features.filter((feature) => isPlaced(feature) && kilometresOf(feature) === null);
  const show = (): void => {
    const { now } = store;
    const left = (features: readonly Feature[], ...lifted: readonly Demand[]): Feature[] =>
      features.filter((feature) => isShownWithout({ feature, family: register.family(feature) }, now, ...lifted));
    // What has no place has no kilometre either, yet it is missing for want of a place.
    const unplaced = left(register.unplaced, 'km');
    const found = [
      row('events', unplaced.filter(isEvent), context),
      row('unplaced', unplaced.filter((feature) => !isEvent(feature)), context),
      row('wide', left(register.wide), context),
      row('outside', left(outside), context),
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
