/** The few signs on buttons, drawn in the colour of the text. */

import { s } from '../dom/element';

const STROKES = {
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M4.5 13.5C6 6 9 6 10 10s4 4 5.5-3.5M4.5 13.6h.01M15.5 6.4h.01M1.5 3.5v13M18.5 3.5v13',
  enter: 'M7 3H3v4M13 3h4v4M7 17H3v-4M13 17h4v-4',
  leave: 'M3 7h4V3M17 7h-4V3M3 13h4v4M17 13h-4v4',
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
} as const;

export type Icon = keyof typeof STROKES;

export function icon(name: Icon): SVGElement {
  return s('svg', { class: 'icon', width: 20, height: 20, viewBox: '0 0 20 20', 'aria-hidden': 'true' }, s('path', { d: STROKES[name] }));
}

/** A disc half in shade: light and dark. */
export function schemeIcon(): SVGElement {
  return s(
    'svg',
    { class: 'icon', width: 20, height: 20, viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    s('circle', { cx: 10, cy: 10, r: 6.5 }),
    s('path', { class: 'solid', d: 'M10 3.5a6.5 6.5 0 0 1 0 13z' }),
  );
}
