/** The window of kilometres: a drag over the strip, and two handles for pointer and keys. */

import { h } from '../dom/element';
import { windowOf as windowWithin } from '../filter/intervals';
import type { Store } from '../state/store';
import { text } from '../text/catalogue';
import { count } from '../text/format';
import { at, type Band, type Plan } from './plan';

const STEP = 1;
const LEAP = 10;

/** A window between two kilometres, whole, in order and at least one wide; null where it spans the line. */
export function windowOf(a: number, b: number, lengthKm: number): Band | null {
  const end = Math.ceil(lengthKm);
  const clamp = (km: number): number => Math.max(0, Math.min(end, Math.round(km)));
  let from = clamp(Math.min(a, b));
  let to = clamp(Math.max(a, b));
  if (to - from < STEP) {
    from = Math.min(from, end - STEP);
    to = from + STEP;
  }
  return windowWithin(from, to, [0, end]);
}

/** Where a key takes a handle; null for a key that is not its own. On a turned strip east lies below. */
export function keyed(key: string, shift: boolean, now: number, end: number, turned: boolean): number | null {
  const by = shift ? LEAP : STEP;
  switch (key) {
    case 'ArrowRight':
      return now + by;
    case 'ArrowLeft':
      return now - by;
    case 'ArrowUp':
      return turned ? now - by : now + by;
    case 'ArrowDown':
      return turned ? now + by : now - by;
    case 'PageUp':
      return now + LEAP;
    case 'PageDown':
      return now - LEAP;
    case 'Home':
      return 0;
    case 'End':
      return end;
    default:
      return null;
  }
}

export class Handles {
  readonly elements: readonly [HTMLElement, HTMLElement];
  private plan: Plan | null = null;

  /** @param kmAt kilometre under a pointer */
  constructor(
    private readonly store: Store,
    private readonly lengthKm: number,
    private readonly kmAt: (event: PointerEvent) => number,
  ) {
    this.elements = [this.handle(0, text.strip.west), this.handle(1, text.strip.east)];
  }

  /** Where the handles stand now. */
  place(plan: Plan, km: Band | null): void {
    this.plan = plan;
    const end = Math.ceil(this.lengthKm);
    const values = km ?? [0, end];
    const across = plan.turned ? plan.line : plan.events ? (plan.events.band[0] + plan.events.band[1]) / 2 : plan.line;
    this.elements.forEach((element, i) => {
      const value = values[i as 0 | 1];
      const { x, y } = at(plan, plan.along(Math.min(value, this.lengthKm)), across);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
      element.classList.toggle('resting', km === null);
      element.setAttribute('aria-valuenow', String(value));
      element.setAttribute('aria-valuetext', text.strip.km(count(value)));
      element.setAttribute('aria-orientation', plan.turned ? 'vertical' : 'horizontal');
    });
  }

  private handle(which: 0 | 1, label: string): HTMLElement {
    const element = h('div', {
      class: 'km-handle',
      role: 'slider',
      tabindex: 0,
      'aria-label': label,
      'aria-valuemin': 0,
      'aria-valuemax': Math.ceil(this.lengthKm),
      'aria-valuenow': which === 0 ? 0 : Math.ceil(this.lengthKm),
    });
    let held = false;
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      held = true;
      element.setPointerCapture(event.pointerId);
    });
    element.addEventListener('pointermove', (event) => {
      if (held) this.move(which, this.kmAt(event));
    });
    const release = (): void => {
      held = false;
    };
    element.addEventListener('pointerup', release);
    element.addEventListener('pointercancel', release);
    element.addEventListener('dblclick', () => this.store.set({ km: null }));
    element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const end = Math.ceil(this.lengthKm);
      const now = this.store.now.km?.[which] ?? (which === 0 ? 0 : end);
      const next = event.key === 'Delete' || event.key === 'Backspace' ? null : keyed(event.key, event.shiftKey, now, end, this.plan?.turned ?? false);
      if (next !== null) this.move(which, next);
      else if (event.key === 'Delete' || event.key === 'Backspace') this.store.set({ km: null });
      else return;
      event.preventDefault();
    });
    return element;
  }

  /** A handle stops before the other one. */
  private move(which: 0 | 1, km: number): void {
    const end = Math.ceil(this.lengthKm);
    const [from, to] = this.store.now.km ?? [0, end];
    const next = which === 0 ? windowOf(Math.min(km, to - STEP), to, this.lengthKm) : windowOf(from, Math.max(km, from + STEP), this.lengthKm);
    const { km: before } = this.store.now;
    if (next?.[0] !== before?.[0] || next?.[1] !== before?.[1]) this.store.set({ km: next });
  }
}
