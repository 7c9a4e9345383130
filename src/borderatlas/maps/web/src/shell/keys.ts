/** Keys of the page. Single letters work only within the map and the drawer, so that they disturb no speech input elsewhere. */

import type { Context } from '../state/context';

/**
 * @param escape closes what lies on top
 * @param lettered the parts of the page in which single keys are heard
 */
export function followKeys({ register, store }: Context, root: HTMLElement, escape: () => void, lettered: readonly HTMLElement[]): void {
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
      case 's':
      case 'S':
        store.set({ view: 'sources' });
        break;
      case '[':
      case ']': {
        const feature = register.get(store.now.selection);
        if (!feature) return;
        const { before, after } = register.neighbours(feature, store.now.off);
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
