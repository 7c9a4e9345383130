/** Text of the data, which may be of any length, direction and content. */

import { shortened } from '../text/format';
import { text } from '../text/catalogue';
import { button, h } from './element';

/** Characters shown of a long text before the reader asks for all of it. */
const PROSE = 1500;

/** Text in an element of its own direction; what is very long is cut, with a button that shows all of it. */
export function prose<K extends 'p' | 'span' | 'small' | 'dd' | 'li' | 'h1' | 'h2' | 'div'>(
  tag: K,
  value: string,
  attributes: Readonly<Record<string, string>> = {},
  limit = PROSE,
): HTMLElementTagNameMap[K] {
  const element = h(tag, { dir: 'auto', ...attributes });
  // A little over the limit is not worth a button.
  if (value.length <= limit * 1.2) {
    element.append(value);
    return element;
  }
  const more = button({ class: 'more' }, () => {
    const room = h('span', { class: 'everything', tabindex: -1 }, value);
    element.replaceChildren(room);
    room.focus();
  }, text.drawer.showAll(value.length));
  element.append(shortened(value, limit), ' ', more);
  return element;
}

/** A name within a line: isolated, so that its direction does not disturb its neighbours, and cut when absurdly long. */
export function label(value: string, attributes: Readonly<Record<string, string>> = {}, limit = 120): HTMLElement {
  return h('bdi', attributes, shortened(value, limit));
}
