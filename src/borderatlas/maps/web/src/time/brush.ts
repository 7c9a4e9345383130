/** The window of years by pointer, touch and key: two handles on the axis, and the window between them. */

import { h } from '../dom/element';
import { type Span, windowOf } from '../filter/intervals';
import type { Store } from '../state/store';
import { text } from '../text/catalogue';
import type { YearAxis } from './axis';

type End = 'from' | 'to';

interface Drag {
  readonly what: End | 'window' | 'new';
  /** Year at which it began, and where on the screen. */
  readonly at: number;
  readonly x: number;
  readonly window: Span;
  moved: boolean;
}

const ENDS: readonly End[] = ['from', 'to'];
/** Years that Shift and the page keys move by. */
const STRIDE = 5;

export class Brush {
  private readonly window = h('div', { class: 'years-window' });
  private readonly veils: Readonly<Record<End, HTMLElement>> = { from: h('div', { class: 'years-veil' }), to: h('div', { class: 'years-veil' }) };
  private readonly handles: Readonly<Record<End, HTMLElement>> = { from: handle('from'), to: handle('to') };
  private drag: Drag | null = null;

  /** @param plot the element that the axis lies along; the window is put behind what it holds, the handles before it */
  constructor(
    private readonly plot: HTMLElement,
    private readonly store: Store,
    private readonly axis: () => YearAxis,
  ) {
    plot.prepend(this.window);
    plot.append(this.veils.from, this.veils.to, this.handles.from, this.handles.to);
    for (const end of ENDS) this.handles[end].addEventListener('keydown', (event) => this.key(event, end));
    plot.addEventListener('pointerdown', (event) => this.grasp(event));
    plot.addEventListener('pointermove', (event) => this.move(event));
    plot.addEventListener('pointerup', (event) => this.release(event));
    plot.addEventListener('pointercancel', () => (this.drag = null));
  }

  /** Puts window and handles to where the state says. */
  place(): void {
    const axis = this.axis();
    const [from, to] = this.now();
    const left = axis.left(from);
    const right = axis.left(to + 1);
    this.window.style.left = `${left}px`;
    this.window.style.width = `${right - left}px`;
    this.veils.from.style.left = '0';
    this.veils.from.style.width = `${left}px`;
    this.veils.to.style.left = `${right}px`;
    this.veils.to.style.width = `${Math.max(0, axis.width - right)}px`;
    this.handles.from.style.left = `${left}px`;
    this.handles.to.style.left = `${right}px`;
    tell(this.handles.from, from, [axis.whole[0], to]);
    tell(this.handles.to, to, [from, axis.whole[1]]);
  }

  /** The years shown, within those that the axis has. */
  private now(): Span {
    const axis = this.axis();
    const { years } = this.store.now;
    return years ? [axis.clamp(years[0]), axis.clamp(years[1])] : axis.whole;
  }

  private set(from: number, to: number): void {
    const axis = this.axis();
    const years = windowOf(axis.clamp(from), axis.clamp(to), axis.whole);
    const before = this.store.now.years;
    if (years?.[0] === before?.[0] && years?.[1] === before?.[1]) return;
    this.store.set({ years });
  }

  private setEnd(end: End, year: number): void {
    const [from, to] = this.now();
    if (end === 'from') this.set(Math.min(year, to), to);
    else this.set(from, Math.max(year, from));
  }

  private key(event: KeyboardEvent, end: End): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [from, to] = this.now();
    const year = end === 'from' ? from : to;
    const { whole } = this.axis();
    const [first, last] = end === 'from' ? [whole[0], to] : [from, whole[1]];
    const step = event.shiftKey ? STRIDE : 1;
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowUp':
        this.setEnd(end, year + step);
        break;
      case 'ArrowLeft':
      case 'ArrowDown':
        this.setEnd(end, year - step);
        break;
      case 'PageUp':
        this.setEnd(end, year + STRIDE);
        break;
      case 'PageDown':
        this.setEnd(end, year - STRIDE);
        break;
      case 'Home':
        this.setEnd(end, first);
        break;
      case 'End':
        this.setEnd(end, last);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private yearAt(event: PointerEvent): number {
    return this.axis().yearAt(event.clientX - this.plot.getBoundingClientRect().left);
  }

  private grasp(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const window = this.now();
    const at = this.yearAt(event);
    const end = ENDS.find((name) => event.target instanceof Node && this.handles[name].contains(event.target));
    const inside = this.store.now.years !== null && at >= window[0] && at <= window[1];
    this.drag = { what: end ?? (inside ? 'window' : 'new'), at, x: event.clientX, window, moved: false };
    this.plot.setPointerCapture(event.pointerId);
    // Text must not be marked by a drag, nor the focus be lost to the page.
    event.preventDefault();
    if (end) this.handles[end].focus({ preventScroll: true });
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    const year = this.yearAt(event);
    // A handle is rarely grasped at its middle: what counts is how far it is moved.
    const by = Math.round((event.clientX - drag.x) / this.axis().band);
    if (!drag.moved && (drag.what === 'new' ? year === drag.at : by === 0)) return;
    drag.moved = true;
    if (drag.what === 'new') this.set(drag.at, year);
    else if (drag.what === 'window') this.shift(drag, by);
    else this.setEnd(drag.what, drag.window[drag.what === 'from' ? 0 : 1] + by);
  }

  /** Moves the window as it is; it stops at the ends of the axis. */
  private shift({ window: [from, to] }: Drag, by: number): void {
    const { whole } = this.axis();
    const shift = Math.max(whole[0] - from, Math.min(whole[1] - to, by));
    this.set(from + shift, to + shift);
  }

  /** A press that went nowhere chooses its year alone, and a second one lets all years be seen again. */
  private release(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (!drag || drag.moved || drag.what === 'from' || drag.what === 'to') return;
    const { years } = this.store.now;
    const year = this.yearAt(event);
    if (years?.[0] === year && years[1] === year) this.store.set({ years: null });
    else this.set(year, year);
  }
}

function handle(end: End): HTMLElement {
  const label = end === 'from' ? text.time.first : text.time.last;
  return h('div', { class: `years-handle ${end}`, role: 'slider', tabindex: 0, 'aria-label': label, 'aria-orientation': 'horizontal' });
}

function tell(element: HTMLElement, year: number, [least, most]: Span): void {
  element.setAttribute('aria-valuemin', String(least));
  element.setAttribute('aria-valuemax', String(most));
  element.setAttribute('aria-valuenow', String(year));
}
