/** Copying text, also where a page may not use the clipboard. */

import { text } from '../text/catalogue';
import { type Child, button, h } from './element';

/**
 * Copies a text and says how that went. Pages from a file may have no clipboard: there the text is selected for the reader.
 *
 * @param shown the element that shows the text; a field or any element that can take the focus
 */
export async function copyText(value: string, shown: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(value);
    return text.cite.copied;
  } catch {
    if (shown instanceof HTMLInputElement || shown instanceof HTMLTextAreaElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    shown.focus();
    return text.cite.selectedText;
  }
}

/**
 * A button that copies what an element shows now, and a word on how that went.
 *
 * @param spoken name of the button where the label alone would not tell it from its neighbours
 */
export function copyButton(value: () => string, shown: HTMLElement, label: string = text.cite.copy, spoken?: string): Child {
  const told = h('span', { class: 'told', role: 'status' });
  const copy = button({ class: 'small', 'aria-label': spoken ?? null }, () => void copyText(value(), shown).then((how) => (told.textContent = how)), label);
  return [copy, told];
}
