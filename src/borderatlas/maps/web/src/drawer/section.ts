/** A headed part of the drawer. */

import { type Child, h } from '../dom/element';

export function section(title: string, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h3', {}, title), ...children);
}
