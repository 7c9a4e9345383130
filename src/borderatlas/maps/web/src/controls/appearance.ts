/** Light or dark, and the language of names. */

import { button, h } from '../dom/element';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';
import { schemeIcon } from './icons';

/** What the reader's system prefers. */
export function preferredScheme(): State['scheme'] {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Writes the scheme where the styles look for it. Subscribe before anything that reads colours. */
export function applyScheme(store: Context['store']): void {
  const show = (): void => {
    document.documentElement.dataset['scheme'] = store.now.scheme;
  };
  store.subscribe((now, before) => {
    if (now.scheme !== before.scheme) show();
  });
  show();
}

export function schemeButton({ store }: Context): HTMLButtonElement {
  const element = button(
    { class: 'control' },
    () => store.set({ scheme: store.now.scheme === 'dark' ? 'light' : 'dark' }),
    schemeIcon(),
  );
  const show = (): void => {
    const label = store.now.scheme === 'dark' ? text.controls.light : text.controls.dark;
    element.setAttribute('aria-label', label);
    element.title = label;
  };
  store.subscribe((now, before) => {
    if (now.scheme !== before.scheme) show();
  });
  show();
  return element;
}

/** Null where names come in one language only. */
export function languageSelect({ register, store }: Context): HTMLSelectElement | null {
  const { languages } = register.payload.page;
  if (languages.length < 2) return null;
  const element = h(
    'select',
    { class: 'control', 'aria-label': text.controls.language, title: text.controls.language },
    languages.map(({ code, label, dir }) => h('option', { value: code, lang: code, dir }, label.slice(0, 60))),
  );
  element.addEventListener('change', () => store.set({ language: element.value }));
  const show = (): void => {
    element.value = store.now.language;
  };
  store.subscribe((now, before) => {
    if (now.language !== before.language) show();
  });
  show();
  return element;
}
