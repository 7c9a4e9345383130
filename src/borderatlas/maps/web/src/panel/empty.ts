/** What stands over the map when nothing is left to show: why, and what would bring something back. */

import { button, fill, h } from '../dom/element';
import { label } from '../dom/prose';
import { countShown } from '../filter/counts';
import { inForce } from '../filter/demands';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';

/** "No feature between km 900 and 1,000 in 2001–2004", with a button for each thing that can be lifted. */
export function emptyNote(context: Context): HTMLElement {
  const { atlas, store } = context;
  const element = h('div', { class: 'empty-note', hidden: true });
  const show = (): void => {
    const { now } = store;
    // Table and sources cover the map, and have words of their own.
    const isSeen = now.view === 'map' || now.view === 'strip';
    const found = isSeen && countShown(atlas.entries, now) === 0 ? inForce(context, now) : [];
    const held = element.contains(document.activeElement);
    element.hidden = found.length === 0;
    fill(
      element,
      found.length > 0 && [
        h('p', {}, label(text.filter.empty(found.map(({ clause }) => clause)), {}, 400)),
        h('div', {}, found.map((entry) => button({ class: 'small' }, () => store.set(entry.lift), label(text.filter.liftOne(entry.label), {}, 60)))),
      ],
    );
    if (!held) return;
    const next = element.querySelector('button');
    // What was pressed has done its work: the map takes the focus once there is something on it again.
    if (next) next.focus();
    else document.querySelector<HTMLElement>('.map')?.focus({ preventScroll: true });
  };
  store.subscribe((now, before) => {
    if (choiceChanged(now, before) || now.view !== before.view) show();
  });
  show();
  return element;
}
