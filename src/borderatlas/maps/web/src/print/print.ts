/** Paper: pages of their own, always light, that stand in for the page on the screen while it is printed. */

import type { Context } from '../state/context';
import { buildPages, type PrintedView } from './pages';

/** @param view what the screen shows when the print begins */
export function followPrint(context: Context, view: () => PrintedView): void {
  let restore: (() => void) | null = null;
  // Browsers may tell twice, and the second time everything is in place already.
  window.addEventListener('beforeprint', () => {
    restore ??= layOut(context, view());
  });
  window.addEventListener('afterprint', () => {
    restore?.();
    restore = null;
  });
}

function layOut(context: Context, view: PrintedView): () => void {
  const { dataset } = document.documentElement;
  dataset['scheme'] = 'light';
  const pages = buildPages(context, view, today(new Date()));
  document.body.append(pages);
  return () => {
    pages.remove();
    dataset['scheme'] = context.store.now.scheme;
  };
}

/** The reader's own date, ISO 8601. */
export function today(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
