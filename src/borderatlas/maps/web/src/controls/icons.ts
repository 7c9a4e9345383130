/** The few signs on buttons, drawn in the colour of the text. */

import { s } from '../dom/element';

const STROKES = {
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M4.5 13.5C6 6 9 6 10 10s4 4 5.5-3.5M4.5 13.6h.01M15.5 6.4h.01M1.5 3.5v13M18.5 3.5v13',
  enter: 'M7 3H3v4M13 3h4v4M7 17H3v-4M13 17h4v-4',
  leave: 'M3 7h4V3M17 7h-4V3M3 13h4v4M17 13h-4v4',
  menu: 'M3 5h14M3 10h14M3 15h14',
  ruler: 'M2.5 13.5L13.5 2.5L17.5 6.5L6.5 17.5ZM5.6 10.4L7.4 12.2M8.2 7.8L9.4 9M10.8 5.2L12.6 7',
  print: 'M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6Z',
  picture: 'M3 4h14v12H3ZM3 13.5l4-4 3 3 2.5-2.5 4.5 4.5M13 7.4h.01',
  share: 'M10 12.5V3M6.5 6L10 2.8L13.5 6M5.5 9H4v8h12V9h-1.5',
  keys: 'M2.5 5.5h15v9.5h-15ZM5.5 8.6h.01M8.5 8.6h.01M11.5 8.6h.01M14.5 8.6h.01M6.5 11.9h7',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M8.5 3.5a5 5 0 1 0 0 10a5 5 0 1 0 0-10M12.2 12.2L17 17',
  target: 'M10 4.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M10 1.5v5M10 13.5v5M1.5 10h5M13.5 10h5',
  town: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7',
  water: 'M2.5 7.5q2.5-3 5 0t5 0t5 0M2.5 13q2.5-3 5 0t5 0t5 0',
  area: 'M4 5.5L9.5 3l7 3.5l-1.5 9L8 17l-5-4z',
  page: 'M5 2.5h7l3.5 3.5v11.5H5zM8 8.5h4.5M8 11.5h4.5',
  download: 'M10 3v9.5M6 9l4 4l4-4M3.5 16.5h13',
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
