/** Sentences over the map, and what is said aloud without being seen. */

import { button, fill, h } from '../dom/element';
import { icon } from '../controls/icons';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';

/** A sentence that stays until the reader dismisses it. */
export function noticeBar({ store }: Context): HTMLElement {
  const element = h('div', { class: 'notice', role: 'status' });
  const show = (): void => {
    const { notice } = store.now;
    const dismiss = (): void => store.set({ notice: null });
    fill(
      element,
      notice !== null && [
        label(notice, {}, 600),
        button({ class: 'control', 'aria-label': text.page.dismiss, title: text.page.dismiss }, dismiss, icon('close')),
      ],
    );
    element.hidden = notice === null;
  };
  store.subscribe((now, before) => {
    if (now.notice !== before.notice) show();
  });
  show();
  return element;
}

export interface WideNote {
  readonly element: HTMLElement;
  /** Features whose disc is larger than the view. */
  show(ids: readonly string[]): void;
}

/** "3 entries are placed only to the district here. List them" */
export function wideNote({ store }: Context): WideNote {
  const element = h('div', { class: 'wide-note', hidden: true });
  return {
    element,
    show(ids) {
      element.hidden = ids.length === 0;
      const list = (): void => {
        const [only] = ids;
        if (ids.length === 1 && only !== undefined) store.set({ selection: only, stack: [], list: null });
        else store.set({ selection: null, stack: [], list: { why: 'district', ids } });
      };
      fill(
        element,
        ids.length > 0 && [text.note.wide(ids.length), ' ', button({ class: 'text-button' }, list, text.note.listThem(ids.length))],
      );
    },
  };
}

/** A region that speaks politely. */
export class Announcer {
  readonly element = h('div', { class: 'spoken', 'aria-live': 'polite' });

  say(sentence: string): void {
    this.element.textContent = sentence;
  }
}
