/** Dated steps in the life of a feature. */

import type { Feature } from '../data/types';
import { type Child, h } from '../dom/element';
import { label, prose } from '../dom/prose';
import { text } from '../text/catalogue';
import { partialDate } from '../text/format';
import { section } from './section';

export function timeline(feature: Feature): Child {
  if (!feature.timeline || feature.timeline.length === 0) return null;
  return section(
    text.drawer.timeline,
    h(
      'dl',
      { class: 'facts' },
      feature.timeline.map(([date, event]) => [h('dt', {}, label(partialDate(date))), prose('dd', event)]),
    ),
  );
}
