/** Lets the years pass: the window moves on by a year at a time. */

import { button, fill } from '../dom/element';
import { type Span, windowOf } from '../filter/intervals';
import type { Store } from '../state/store';
import { text } from '../text/catalogue';

const STEP_MS = 800;
/** What ends it, wherever it happens; the button itself has its own say. */
const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

/** The window after this one, as wide as it is; from all years, and from the end, the first. */
export function nextWindow(years: Span | null, whole: Span): Span {
  const width = years ? Math.max(0, Math.min(years[1] - years[0], whole[1] - whole[0] - 1)) : 0;
  const from = years && years[1] < whole[1] ? Math.max(whole[0], years[0] + 1) : whole[0];
  return [from, from + width];
}

/** The button that plays and stops. */
export function playButton(store: Store, whole: Span): HTMLButtonElement {
  let timer = 0;
  let played: Span | null = null;

  const stop = (): void => {
    window.clearInterval(timer);
    timer = 0;
    for (const touch of TOUCHES) document.removeEventListener(touch, touched, true);
    store.set({ playing: false });
  };
  const touched = (event: Event): void => {
    const isOwn = event.target instanceof Node && element.contains(event.target);
    const presses = event.type === 'pointerdown' || (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' '));
    if (!isOwn || !presses) stop();
  };
  const step = (): void => {
    const next = nextWindow(store.now.years, whole);
    played = windowOf(next[0], next[1], whole);
    store.set({ years: played });
    if (next[1] >= whole[1]) stop();
  };
  const start = (): void => {
    store.set({ playing: true });
    for (const touch of TOUCHES) document.addEventListener(touch, touched, { capture: true, passive: true });
    timer = window.setInterval(step, STEP_MS);
    step();
  };
  const element = button({ class: 'play' }, () => (timer === 0 ? start() : stop()));

  const show = (): void => {
    fill(element, store.now.playing ? text.time.stop : text.time.play);
    element.toggleAttribute('data-playing', store.now.playing);
  };
  store.subscribe((now, before) => {
    if (now.playing !== before.playing) show();
    // Somebody else has chosen years, or the reader went back.
    if (timer !== 0 && now.years !== before.years && now.years !== played) stop();
  });
  show();
  return element;
}
