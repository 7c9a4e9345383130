/** Keeps the page's address and its state the same, both ways. */

import { text } from '../text/catalogue';
import { shortened } from '../text/format';
import { type Defaults, type Holdings, type MapPosition, type Told, readFragment, samePlace, writeFragment } from './fragment';
import type { State, Store } from './store';

/** What of the map the address needs. */
export interface MapPort {
  position(): MapPosition;
  moveTo(position: MapPosition): void;
  /** Shows the opening view. */
  goHome(): void;
  onMoved(listener: () => void): void;
}

const KEPT: readonly (keyof State)[] = ['off', 'selection', 'language', 'scheme', 'view'];
/** Pause before the address is written where history is closed and each writing makes an entry. */
const SETTLING_MS = 400;

export class Address {
  private written = fragmentNow();
  private home: MapPosition | null = null;
  private historyWorks = true;
  private applying = false;
  private timer = 0;

  constructor(
    private readonly store: Store,
    private readonly defaults: Defaults,
    private readonly holdings: Holdings,
  ) {}

  /** Takes over what the address says; call before the parts of the page are built. */
  open(): MapPosition | null {
    return this.take(readFragment(this.written, this.defaults, this.holdings));
  }

  /** From here on, state and map write the address, and the reader's back and forward are followed. */
  follow(map: MapPort, opened: MapPosition | null): void {
    if (opened) map.moveTo(opened);
    else this.goHome(map);
    map.onMoved(() => this.write(map, false));
    this.store.subscribe((now, before) => {
      if (KEPT.some((key) => now[key] !== before[key])) this.write(map, now.selection !== before.selection);
    });
    const moved = (): void => this.reread(map);
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
  }

  /** Shows the opening view, of which the address need not say where it is. */
  goHome(map: MapPort): void {
    map.goHome();
    this.home = map.position();
    this.write(map, false);
  }

  /** Whether the reader has not moved away from the opening view. */
  isHome(map: MapPort): boolean {
    return this.home !== null && samePlace(this.home, map.position());
  }

  private reread(map: MapPort): void {
    const fragment = fragmentNow();
    if (fragment === this.written) return;
    this.written = fragment;
    this.applying = true;
    try {
      const position = this.take(readFragment(fragment, this.defaults, this.holdings));
      if (position) map.moveTo(position);
      else this.goHome(map);
    } finally {
      this.applying = false;
    }
  }

  private take(told: Told): MapPosition | null {
    const names = told.unknown.map((name) => shortened(name, 80)).join(', ');
    const notice = names === '' ? null : text.page.badLink(names);
    this.store.set({ ...told.state, stack: [], list: null, notice });
    return told.position;
  }

  private write(map: MapPort, push: boolean): void {
    if (this.applying) return;
    const position = map.position();
    const fragment = writeFragment(this.store.now, this.isHome(map) ? null : position, this.defaults, this.holdings);
    if (fragment === this.written) return;
    if (this.historyWorks) {
      try {
        const address = fragment === '' ? location.pathname + location.search : `#${fragment}`;
        if (push) history.pushState(null, '', address);
        else history.replaceState(null, '', address);
        this.written = fragment;
        return;
      } catch {
        // A frame without an address of its own (srcdoc) refuses; the fragment itself can still be set.
        this.historyWorks = false;
      }
    }
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.written = fragment;
      location.hash = `#${fragment}`;
    }, push ? 0 : SETTLING_MS);
  }
}

function fragmentNow(): string {
  return location.hash.replace(/^#/, '');
}
