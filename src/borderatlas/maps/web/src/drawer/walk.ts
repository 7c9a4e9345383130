/** The way to the neighbours: earlier and later for events, west and east for everything else. */

import type { Feature } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { kilometre, partialDate } from '../text/format';
import { nameIn } from '../text/names';

export function walk(feature: Feature, context: Context): Child {
  const { by, before, after } = context.register.neighbours(feature, context.store.now);
  if (!before && !after) return null;
  const [back, on] = by === 'date' ? [text.drawer.earlier, text.drawer.later] : [text.drawer.west, text.drawer.east];
  return h('nav', { class: 'walk', 'aria-label': text.drawer.walk }, step(before, back, 'back', context), step(after, on, 'on', context));
}

function step(to: Feature | null, where: string, way: 'back' | 'on', context: Context): HTMLElement {
  if (!to) return h('span', { class: `none ${way}` });
  return button(
    { class: way },
    () => context.store.set({ selection: to.id }),
    h('small', {}, where),
    label(caption(to, context), {}, 80),
  );
}

function caption(feature: Feature, { register, store }: Context): string {
  const km = feature.address ? kilometre(feature.address, feature.mark) : '';
  if (register.isEvent(feature)) return [partialDate(feature.start ?? ''), km].filter(Boolean).join(' · ');
  return [km, feature.label ?? nameIn(feature, store.now.language).text].filter(Boolean).join(' · ');
}
