/** The names of a feature, each in its script. */

import type { Feature } from '../data/types';
import { type Child, h } from '../dom/element';
import { prose } from '../dom/prose';
import type { Context } from '../state/context';
import { direction, languageName, nameIn } from '../text/names';

/** The page's languages first and in their order, then the others. */
export function names(feature: Feature, { register, store }: Context): Child {
  const order = register.payload.page.languages.map(({ code }) => code);
  const rank = (language: string): number => (order.includes(language) ? order.indexOf(language) : order.length);
  const shown = nameIn(feature, store.now.language);
  const others = Object.entries(feature.names ?? {})
    .filter(([language, name]) => language !== shown.lang && name !== shown.text)
    .sort(([a], [b]) => rank(a) - rank(b));
  const rows = shown.lang === undefined ? others : [['en', feature.name] as const, ...others.filter(([language]) => language !== 'en')];
  if (rows.length === 0) return null;
  return h(
    'dl',
    { class: 'names' },
    rows.map(([language, name]) =>
      h('div', {}, h('dt', {}, languageName(language)), prose('dd', name, { lang: language, dir: direction(language) }, 300)),
    ),
  );
}
