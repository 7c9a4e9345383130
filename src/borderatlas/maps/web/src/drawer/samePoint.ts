/** Other features that stand on the very same point of the map. */

import type { Feature } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { partialDate } from '../text/format';
import { section } from './section';

const SHOWN = 8;

export function samePoint(feature: Feature, context: Context): Child {
  const { register, store } = context;
  const others = register.atSamePoint(feature);
  if (others.length === 0) return null;
  const all = [feature.id, ...others.map((other) => other.id)];
  return section(
    text.drawer.samePoint,
    h(
      'div',
      { class: 'chips' },
      others.slice(0, SHOWN).map((other) =>
        button(
          { class: 'chip', title: other.name.slice(0, 200) },
          () => store.set({ selection: other.id }),
          label(register.isEvent(other) ? partialDate(other.start ?? '') : register.kind(other).label, {}, 60),
        ),
      ),
      others.length > SHOWN &&
        button({ class: 'chip' }, () => store.set({ selection: null, stack: all }), text.drawer.moreHere(others.length - SHOWN)),
    ),
  );
}
