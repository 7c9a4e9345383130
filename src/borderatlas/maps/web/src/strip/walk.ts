/** The strip by keys: one stop, arrows walk its features from west to east, Enter opens one. */

import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { dateSpan, kilometre, shortened } from '../text/format';
import { nameIn } from '../text/names';
import type { Along } from './content';

const LEAP = 10;

/** Index after a key, of `size` features; `now` is -1 before the first. Null for keys that do not walk. */
export function stepped(key: string, now: number, size: number): number | null {
  const within = (index: number): number => Math.max(0, Math.min(size - 1, index));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return within(now + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return within(now < 0 ? size - 1 : now - 1);
    case 'PageDown':
      return within(now + LEAP);
    case 'PageUp':
      return within(now - LEAP);
    case 'Home':
      return 0;
    case 'End':
      return size - 1;
    default:
      return null;
  }
}

export class Walk {
  /** The feature that the keys have come to, also after the focus went elsewhere. */
  private here: string | null = null;
  /** Whether the page shows where the keys are. */
  private shows = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly context: Context,
    /** West to east. */
    private readonly row: () => readonly Along[],
  ) {
    stage.tabIndex = 0;
    // A slider is what screen readers hand arrow keys to, and whose value they read out.
    stage.setAttribute('role', 'slider');
    stage.setAttribute('aria-label', text.strip.title);
    stage.addEventListener('keydown', (event) => this.key(event));
    stage.addEventListener('focus', () => this.enter());
    stage.addEventListener('blur', () => this.leave());
    this.tell(0, -1);
  }

  /** What can be walked has changed. Nobody hears of it before the strip has the focus, and sorting thousands takes its time. */
  renew(): void {
    if (document.activeElement === this.stage) this.tell(this.row().length, this.index());
  }

  /** @param index of the feature that the keys have come to, -1 before the first */
  private tell(size: number, index: number): void {
    this.stage.setAttribute('aria-valuemin', '0');
    this.stage.setAttribute('aria-valuemax', String(size));
    this.stage.setAttribute('aria-valuenow', String(index + 1));
    this.stage.setAttribute('aria-valuetext', this.words(index < 0 ? undefined : this.row()[index]));
  }

  private index(): number {
    const at = this.here ?? this.context.store.now.selection;
    return this.row().findIndex(({ feature }) => feature.id === at);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { store } = this.context;
    const row = this.row();
    const index = this.index();
    if (event.key === 'Enter' || event.key === ' ') {
      const entry = row[index];
      if (!entry) return;
      event.preventDefault();
      store.set({ selection: entry.feature.id, stack: [], list: null });
      return;
    }
    const next = row.length === 0 ? null : stepped(event.key, index, row.length);
    const entry = next === null ? undefined : row[next];
    if (!entry) return;
    event.preventDefault();
    this.here = entry.feature.id;
    this.shows = true;
    store.set({ hover: entry.feature.id, cursor: entry.feature.address.km });
    this.renew();
  }

  /** Whoever comes back from a feature goes on where the walk was left; what is selected by then goes before. */
  private enter(): void {
    if (this.context.store.now.selection !== null) this.here = null;
    this.renew();
  }

  private leave(): void {
    if (!this.shows) return;
    this.shows = false;
    this.context.store.set({ hover: null, cursor: null });
    this.tell(0, -1);
  }

  private words(entry: Along | undefined): string {
    if (!entry) return text.strip.nothing;
    const { feature } = entry;
    const { register, store } = this.context;
    const date = feature.start === undefined ? '' : dateSpan(feature.start, feature.end);
    return text.strip.feature(kilometre(feature.address, feature.mark), shortened(nameIn(feature, store.now.language).text, 200), register.kind(feature).label, date);
  }
}
