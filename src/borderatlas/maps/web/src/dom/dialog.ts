/** A small window over the page that takes the focus, closes on Escape and gives the focus back. */

import { icon } from '../controls/icons';
import { text } from '../text/catalogue';
import { type Child, button, h } from './element';

let shown: HTMLDialogElement | null = null;

/** Opens a dialog in place of the one that is open. */
export function openDialog(host: HTMLElement, title: string, ...content: Child[]): void {
  shown?.close();
  const head = h('h2', { id: 'dialog-title' }, title);
  const close = button({ class: 'control', 'aria-label': text.dialog.close, title: text.dialog.close }, () => dialog.close(), icon('close'));
  const dialog = h('dialog', { class: 'window', 'aria-labelledby': 'dialog-title' }, h('div', { class: 'window-head' }, head, close), content);
  // Keys in here mean nothing to the page behind.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  const opener = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (shown === dialog) shown = null;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  });
  host.append(dialog);
  dialog.showModal();
  shown = dialog;
}
