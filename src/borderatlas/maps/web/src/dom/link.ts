/** The only two ways in which an address enters the page. */

import { type Child, h } from './element';

const OUTWARD = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address if it leads where a link may lead: http, https or mailto, spelled out in full. Null otherwise.
 * White space and control characters, which browsers skip when they read a scheme, make an address unfit.
 */
export function safeHref(address: string | undefined): string | null {
  if (address === undefined || address.length > 4000 || !/^[a-z]+:/i.test(address)) return null;
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/.test(address)) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!OUTWARD.has(url.protocol)) return null;
  if (url.protocol !== 'mailto:' && !/^https?:\/\/[^/]/i.test(address)) return null;
  return url.href;
}

/** A link to elsewhere, or its text alone where the address is not fit. */
export function outwardLink(address: string | undefined, ...children: Child[]): HTMLElement {
  const href = safeHref(address);
  if (href === null) return h('span', {}, ...children);
  const link = h('a', { rel: 'noopener noreferrer', target: '_blank' }, ...children);
  link.href = href;
  return link;
}

/** A link to another page of the same atlas: a plain file name beside this page, or its text alone. */
export function pageLink(file: string, ...children: Child[]): HTMLElement {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*\.html$/.test(file)) return h('span', {}, ...children);
  const link = h('a', {}, ...children);
  link.setAttribute('href', file);
  return link;
}
