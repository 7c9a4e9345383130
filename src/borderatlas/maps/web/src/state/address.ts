/** Keeps the page's address and its state the same, both ways. */

import { keepingEmbed } from '../embed/address';
import { text } from '../text/catalogue';
import { shortened } from '../text/format';
import { type Defaults, type Holdings, type MapPosition, type Told, readFragment, samePlace, writeFragment } from './fragment';
import type { State, Store } from './store';

/** What of the map the address needs. */
export interface MapPort {
  position(): MapPosition;
  moveTo(position: MapPosition): void;
  /** Goes to a kilometre of the line. */
  showKilometre(km: number): void;
  /** Shows the opening view. */
  goHome(): void;
  onMoved(listener: () => void): void;
}

const KEPT: readonly (keyof State)[] = ['off', 'filters', 'selection', 'language', 'scheme', 'view', 'order'];
/** What is dragged or played, and changes faster than an address may. */
const MOVING: readonly (keyof State)[] = ['years', 'km'];
/** Pause before the address is written where history is closed and each writing makes an entry. */
const SETTLING_MS = 400;
/** Windows that are dragged or played write the address at most so often: browsers refuse what comes faster. */
const PAUSE_MS = 250;

/** Where an address leads. */
export type Opening = Pick<Told, 'position' | 'kilometre'>;

export class Address {
  private written = fragmentNow();
  private home: MapPosition | null = null;
  private historyWorks = true;
  private applying = false;
  private timer = 0;
  private writtenAt = -Infinity;
  private waiting = false;

  constructor(
    private readonly store: Store,
    private readonly defaults: Defaults,
    private readonly holdings: Holdings,
  ) {}

  /** Takes over what the address says; call before the parts of the page are built. */
  open(): Opening {
    return this.take(readFragment(this.written, this.defaults, this.holdings));
  }

  /** From here on, state and map write the address, and the reader's back and forward are followed. */
  follow(map: MapPort, opened: Opening): void {
    this.lead(map, opened);
    map.onMoved(() => this.write(map, false));
    this.store.subscribe((now, before) => {
      const push = now.selection !== before.selection;
      // What waits to be written belongs to the entry that is left.
      if (push && this.waiting) this.write(map, false, before);
      if (KEPT.some((key) => now[key] !== before[key])) this.write(map, push);
      else if (MOVING.some((key) => now[key] !== before[key])) this.writeSoon(map);
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
      window.clearTimeout(this.timer);
      this.waiting = false;
      this.lead(map, this.take(readFragment(fragment, this.defaults, this.holdings)));
    } finally {
      this.applying = false;
    }
  }

  private lead(map: MapPort, { position, kilometre }: Opening): void {
    if (position) map.moveTo(position);
    else if (kilometre === null) this.goHome(map);
    else {
      // The opening view first, so that it is known; the address stays as it is until the reader moves.
      map.goHome();
      this.home = map.position();
      map.showKilometre(kilometre);
    }
  }

  private take(told: Told): Opening {
    const names = told.unknown.map((name) => shortened(name, 80)).join(', ');
    const notice = names === '' ? null : text.page.badLink(names);
    this.store.set({ ...told.state, cursor: told.kilometre, stack: [], list: null, notice });
    return told;
  }

  /** Writes at once after a pause, else at its end. */
  private writeSoon(map: MapPort): void {
    if (this.applying) return;
    const left = this.writtenAt + PAUSE_MS - performance.now();
    if (left <= 0) {
      this.write(map, false);
      return;
    }
    window.clearTimeout(this.timer);
    this.waiting = true;
    this.timer = window.setTimeout(() => this.write(map, false), left);
  }

  private write(map: MapPort, push: boolean, state: State = this.store.now): void {
    if (this.applying) return;
    window.clearTimeout(this.timer);
    this.waiting = false;
    const position = map.position();
    const view = writeFragment(state, this.isHome(map) ? null : position, this.defaults, this.holdings);
    const fragment = keepingEmbed(view, this.written);
    if (fragment === this.written) return;
    if (this.historyWorks) {
      try {
        const address = fragment === '' ? location.pathname + location.search : `#${fragment}`;
        if (push) history.pushState(null, '', address);
        else history.replaceState(null, '', address);
        this.written = fragment;
        this.writtenAt = performance.now();
        return;
      } catch {
        // A frame without an address of its own (srcdoc) refuses; the fragment itself can still be set.
        this.historyWorks = false;
      }
    }
    this.timer = window.setTimeout(() => {
      this.written = fragment;
      location.hash = `#${fragment}`;
    }, push ? 0 : SETTLING_MS);
  }
}

function fragmentNow(): string {
  return location.hash.replace(/^#/, '');
}
