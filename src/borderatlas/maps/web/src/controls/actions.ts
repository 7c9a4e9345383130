/** What a reader can take away from the page: a link, a picture, paper; and the list of keys. */

import { button, h } from '../dom/element';
import { text } from '../text/catalogue';
import { type Icon, icon } from './icons';

export interface Actions {
  share(): void;
  picture(): void;
  keys(): void;
}

export function actionButtons(actions: Actions): HTMLElement {
  const action = (sign: Icon, name: string, act: () => void): HTMLButtonElement =>
    button({ class: 'control', title: name }, act, icon(sign), h('span', { class: 'action-name' }, name));
  return h(
    'div',
    { class: 'actions' },
    action('share', text.share.button, () => actions.share()),
    action('picture', text.picture.button, () => actions.picture()),
    action('print', text.print.button, () => window.print()),
    action('keys', text.keys.button, () => actions.keys()),
  );
}
