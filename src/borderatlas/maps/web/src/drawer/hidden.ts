/** Told of a selected feature that layers, windows or filters hide: what hides it, and a button that lifts just that. */

import type { Feature } from '../data/types';
import { type Child, button, h } from '../dom/element';
import { label } from '../dom/prose';
import { hidingWords, unhiding } from '../filter/demands';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';

/** @param shown told once the feature is shown again */
export function hiddenNote(feature: Feature, context: Context, shown: () => void): Child {
  const { register, store } = context;
  const candidate = { feature, family: register.family(feature) };
  const hiding = hidingWords(context, candidate, store.now);
  if (hiding.length === 0) return null;
  const show = (): void => {
    // Playing years would hide it again at the next step.
    store.set({ ...unhiding(context, candidate, store.now), playing: false });
    shown();
  };
  return h('div', { class: 'hidden-note' }, h('p', {}, text.hidden.note, ' ', label(text.hidden.by(hiding), {}, 300)), button({ class: 'small' }, show, text.hidden.show));
}
