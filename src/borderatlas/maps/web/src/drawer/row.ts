/** A feature, or several at one point, as a row of a list to choose from. */

import type { Feature } from '../data/types';
import { button, h } from '../dom/element';
import { label } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { dateSpan, kilometre, metres } from '../text/format';
import { nameIn } from '../text/names';

/** @param distance how far from the feature whose neighbour it is; stands first */
export function featureRow(feature: Feature, context: Context, distance = ''): HTMLElement {
  const { register, store } = context;
  const date = feature.start === undefined ? '' : dateSpan(feature.start, feature.end);
  const place = feature.address ? kilometre(feature.address, feature.mark) : '';
  const radius = feature.precision_m === undefined ? '' : `±${metres(feature.precision_m)}`;
  const facts = [distance, register.kind(feature).label, date, place, radius];
  return row(feature, facts, context, () => store.set({ selection: feature.id }));
}

/** Opens the list of all that stand at the point. */
export function stackRow(members: readonly Feature[], context: Context, distance: string): HTMLElement {
  const [first] = members;
  const ids = members.map(({ id }) => id);
  return row(first!, [distance, text.drawer.moreHere(members.length - 1)], context, () => context.store.set({ selection: null, stack: ids, list: null }));
}

function row(feature: Feature, facts: readonly string[], { register, store }: Context, choose: () => void): HTMLElement {
  const name = nameIn(feature, store.now.language);
  return button(
    { class: 'row' },
    choose,
    symbolSvg(register.family(feature), 22, register.status(feature).fill),
    h(
      'span',
      {},
      label(name.text, name.lang ? { lang: name.lang, dir: name.dir } : {}, 160),
      feature.unplaced_reason !== undefined && h('small', {}, label(feature.unplaced_reason, {}, 200)),
      h('small', {}, label(facts.filter(Boolean).join(' · '), {}, 200)),
    ),
  );
}
