/** Addresses of the view that is open now: of the page itself, and of the page as part of another. Pure. */

/** What of a location matters here. */
export type Here = Pick<Location, 'protocol' | 'origin' | 'pathname' | 'search' | 'hash'>;

const WORD = 'embed';
const isWord = (part: string): boolean => part === WORD || part.startsWith(`${WORD}=`);

const partsOf = (text: string, mark: string): string[] => text.replace(mark, '').split('&').filter((part) => part !== '');
const joined = (parts: readonly string[], mark: string): string => (parts.length === 0 ? '' : mark + parts.join('&'));

/** Whether an address asks for the page as part of another: `?embed` or `#embed`. */
export function isEmbedded({ search, hash }: Pick<Here, 'search' | 'hash'>): boolean {
  return [...partsOf(search, '?'), ...partsOf(hash, '#')].some(isWord);
}

/** Keeps the word in a fragment that is about to be written, where it stood in the one before: a fragment has no other memory. */
export function keepingEmbed(fragment: string, before: string): string {
  if (!partsOf(before, '#').some(isWord)) return fragment;
  return fragment === '' ? WORD : `${WORD}&${fragment}`;
}

/** The view as a page of its own. On the reader's disk the whole address serves; a frame without an address has none. */
export function fullAddress(here: Here): string {
  const search = joined(partsOf(here.search, '?').filter((part) => !isWord(part)), '?');
  const hash = joined(partsOf(here.hash, '#').filter((part) => !isWord(part)), '#');
  return base(here) + search + hash;
}

/** The view as it can be shown to others: a page on the reader's own disk is named by its file alone. */
export function sharedAddress(here: Here, name: string): string {
  const whole = fullAddress(here);
  if (isServed(here)) return whole;
  return fileName(here, name) + whole.slice(base(here).length);
}

/** The view for a frame of another page. */
export function embeddedAddress(here: Here, name: string): string {
  const [page = '', hash] = sharedAddress(here, name).split('#', 2);
  const query = page.includes('?') ? `${page}&${WORD}` : `${page}?${WORD}`;
  return hash === undefined ? query : `${query}#${hash}`;
}

/** Markup to paste into another page. */
export function embedCode(address: string, title: string): string {
  const quoted = (value: string): string => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="480" loading="lazy" allowfullscreen></iframe>`;
}

export const isServed = ({ protocol }: Pick<Here, 'protocol'>): boolean => protocol === 'http:' || protocol === 'https:';

function base({ protocol, origin, pathname }: Here): string {
  if (isServed({ protocol })) return origin + pathname;
  return protocol === 'file:' ? `file://${pathname}` : protocol + pathname;
}

function fileName({ protocol, pathname }: Here, name: string): string {
  return (protocol === 'file:' && pathname.split('/').pop()) || `${name}.html`;
}
