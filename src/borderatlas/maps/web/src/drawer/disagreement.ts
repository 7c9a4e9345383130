/** What the sources disagree on. */

import type { Feature } from '../data/types';
import { type Child, h } from '../dom/element';
import { prose } from '../dom/prose';
import { text } from '../text/catalogue';

export function disagreement(feature: Feature): Child {
  if (!feature.conflicts || feature.conflicts.length === 0) return null;
  return h(
    'section',
    { class: 'conflict' },
    h('h3', {}, text.drawer.disagree),
    h('ul', {}, feature.conflicts.map((conflict) => prose('li', conflict))),
  );
}
