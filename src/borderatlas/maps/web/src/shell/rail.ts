/** The folded panel of a middle page: a rail with the switches, and the button that opens the panel over the map. */

import { button, h } from '../dom/element';
import { icon } from '../controls/icons';
import { symbolSvg } from '../map/symbols';
import { familySwitch, switchable } from '../panel/layers';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';

export interface Rail {
  readonly element: HTMLElement;
  readonly opener: HTMLButtonElement;
}

export function buildRail(context: Context, open: () => void): Rail {
  const opener = button(
    { class: 'opener', 'aria-label': text.panel.open, title: text.panel.open, 'aria-expanded': 'false' },
    open,
    icon('menu'),
  );
  const switches = switchable(context).map((family) =>
    familySwitch(
      family,
      context,
      { 'aria-label': family.title.slice(0, 200), title: family.title.slice(0, 200) },
      symbolSvg(family, 22, 'filled'),
    ),
  );
  return { opener, element: h('section', { class: 'rail', 'aria-label': text.regions.rail }, opener, switches) };
}
