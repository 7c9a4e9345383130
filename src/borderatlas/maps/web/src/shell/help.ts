/** The dialog that lists the keys. */

import { openDialog } from '../dom/dialog';
import { h } from '../dom/element';
import { text } from '../text/catalogue';

export function showKeys(host: HTMLElement): void {
  openDialog(
    host,
    text.keys.title,
    h('p', { class: 'quiet' }, text.keys.where),
    text.keys.groups.map(({ name, keys }) =>
      h(
        'section',
        { class: 'keys' },
        h('h3', {}, name),
        h(
          'dl',
          {},
          keys.map(([key, does]) => h('div', {}, h('dt', {}, key.map((one, i) => [i > 0 && ' ', h('kbd', {}, one)])), h('dd', {}, does))),
        ),
      ),
    ),
  );
}
