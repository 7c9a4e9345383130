/** Names in the reader's language, with the language and direction that a browser needs to show them well. */

import type { Feature } from '../data/types';
import { own } from '../state/lookup';
import { text } from './catalogue';
import { words } from './format';

export interface Named {
  readonly text: string;
  /** BCP 47; absent where the name stands as the layer gives it. */
  readonly lang?: string;
  readonly dir: 'ltr' | 'rtl' | 'auto';
}

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'prs', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function direction(language: string): 'ltr' | 'rtl' {
  const [base = '', ...rest] = language.split('-');
  if (rest.some((part) => /^(Latn|Cyrl)$/i.test(part))) return 'ltr';
  if (rest.some((part) => /^(Arab|Hebr|Thaa)$/i.test(part))) return 'rtl';
  return RIGHT_TO_LEFT.has(base.toLowerCase()) ? 'rtl' : 'ltr';
}

/** The name in a language; where it has none, the layer's own. Nothing is transliterated. */
export function nameIn(feature: Pick<Feature, 'name' | 'names'>, language: string): Named {
  const name = own(feature.names, language);
  return name === undefined ? { text: feature.name, dir: 'auto' } : { text: name, lang: language, dir: direction(language) };
}

/** `GBAO` for `Gorno-Badakhshan (GBAO)`, `Lake Zorkul` for `Lake Zorkul (Sir-i-kol)`: for where there is little room. */
export function shortName(name: string): string {
  const match = /^(.+?)\s*\(([^()]*)\)$/.exec(name);
  if (!match) return name;
  const [, before = name, within = ''] = match;
  return /^\p{Lu}{2,6}$/u.test(within) ? within : before;
}

/** `Persian` for `fa`; the code itself where the browser knows no name for it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([text.locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return words(code);
  }
}
