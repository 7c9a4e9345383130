/** The years, for a page whose dock is folded or has no room. */

import { type Child, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { histogram } from '../time/histogram';

export function time(context: Context): Child {
  const years = histogram(context, { gutter: false });
  return years && h('section', { class: 'panel-time' }, h('h2', {}, h('span', {}, text.time.title), years.play), years.element);
}
