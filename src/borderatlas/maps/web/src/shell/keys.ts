/** Keys of the page. Single letters work only within the map and the drawer, so that they disturb no speech input elsewhere. */

import type { Context } from '../state/context';

export interface KeyActions {
  /** Closes what lies on top. */
  escape(): void;
  /** Opens the search. */
  search(): void;
  /** Lists the keys. */
  keys(): void;
  /** Where measuring takes place. */
  readonly map: HTMLElement;
}

/**
 * @param lettered the parts of the page in which single keys are heard
 */
export function followKeys({ register, store }: Context, root: HTMLElement, { escape, search, keys, map }: KeyActions, lettered: readonly HTMLElement[]): void {
  // Before anything has the focus, a reader may start with the search.
  document.body.addEventListener('keydown', (event) => {
    if (event.target !== document.body || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search();
  });
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      escape();
      return;
    }
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest('input, select, textarea, [contenteditable]')) return;
    if (!lettered.some((part) => part.contains(target))) return;
    switch (event.key) {
      case 'm':
      case 'M':
        store.set({ view: 'map' });
        break;
      case 't':
      case 'T':
        store.set({ view: 'table' });
        break;
      case 's':
      case 'S':
        store.set({ view: 'sources' });
        break;
      case 'r':
      case 'R':
        if (!map.contains(target)) return;
        store.set({ measuring: !store.now.measuring });
        break;
      case '/':
        search();
        break;
      case '?':
        keys();
        break;
      case '[':
      case ']': {
        const feature = register.get(store.now.selection);
        if (!feature) return;
        const { before, after } = register.neighbours(feature, store.now);
        const next = event.key === '[' ? before : after;
        if (next) store.set({ selection: next.id });
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  });
}
