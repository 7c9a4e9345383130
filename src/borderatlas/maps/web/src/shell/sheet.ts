/** The bottom sheet of a narrow page: low, half or full, by drag, by tap or by keys. */

import { h } from '../dom/element';
import { text } from '../text/catalogue';
import { SHEET_HEIGHTS, type SheetHeight, nearestHeight, sheetPixels } from './layout';

/** Movement in px below which a press on the grip is a tap. */
const TAP = 5;

export class Sheet {
  readonly body = h('div', { class: 'sheet-body' });
  readonly element: HTMLElement;
  private readonly grip: HTMLElement;
  private height: SheetHeight = 'peek';
  private page = 0;

  /** @param resized told whenever the sheet covers another part of the map */
  constructor(
    tabs: HTMLElement,
    private readonly resized: () => void,
  ) {
    this.grip = h('div', {
      class: 'grip',
      role: 'slider',
      tabindex: 0,
      'aria-label': text.sheet.grip,
      'aria-orientation': 'vertical',
      'aria-valuemin': 0,
      'aria-valuemax': SHEET_HEIGHTS.length - 1,
    });
    this.element = h('section', { class: 'sheet', 'aria-label': text.sheet.label }, this.grip, tabs, this.body);
    this.followPointer();
    this.followKeys();
  }

  get now(): SheetHeight {
    return this.height;
  }

  /** Px of the page that the sheet covers; a full one is counted as half, for the map behind it keeps its place. */
  get covered(): number {
    return sheetPixels(this.height === 'full' ? 'half' : this.height, this.page);
  }

  set(height: SheetHeight): void {
    this.height = height;
    this.apply();
    this.resized();
  }

  /** The page has another height. */
  fit(page: number): void {
    this.page = page;
    this.apply();
  }

  private apply(): void {
    this.element.style.blockSize = `${sheetPixels(this.height, this.page)}px`;
    this.grip.setAttribute('aria-valuenow', String(SHEET_HEIGHTS.indexOf(this.height)));
    this.grip.setAttribute('aria-valuetext', text.sheet.heights[this.height]);
  }

  private step(by: number): void {
    const at = SHEET_HEIGHTS.indexOf(this.height) + by;
    const next = SHEET_HEIGHTS[Math.max(0, Math.min(SHEET_HEIGHTS.length - 1, at))];
    if (next) this.set(next);
  }

  private followKeys(): void {
    this.grip.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowUp' || event.key === 'ArrowRight' || event.key === 'PageUp') this.step(1);
      else if (event.key === 'ArrowDown' || event.key === 'ArrowLeft' || event.key === 'PageDown') this.step(-1);
      else if (event.key === 'Home') this.set('peek');
      else if (event.key === 'End') this.set('full');
      else if (event.key === 'Enter' || event.key === ' ') this.cycle();
      else return;
      event.preventDefault();
    });
  }

  private cycle(): void {
    if (this.height === 'full') this.set('peek');
    else this.step(1);
  }

  private followPointer(): void {
    let from: { y: number; height: number } | null = null;
    this.grip.addEventListener('pointerdown', (event) => {
      from = { y: event.clientY, height: this.element.offsetHeight };
      this.grip.setPointerCapture(event.pointerId);
      this.element.classList.add('dragged');
    });
    this.grip.addEventListener('pointermove', (event) => {
      if (!from) return;
      const height = Math.max(60, Math.min(sheetPixels('full', this.page), from.height + from.y - event.clientY));
      this.element.style.blockSize = `${height}px`;
    });
    const end = (event: PointerEvent): void => {
      if (!from) return;
      const moved = from.y - event.clientY;
      const height = from.height + moved;
      from = null;
      this.element.classList.remove('dragged');
      if (event.type === 'pointerup' && Math.abs(moved) < TAP) this.cycle();
      else this.set(nearestHeight(height, this.page));
    };
    this.grip.addEventListener('pointerup', end);
    this.grip.addEventListener('pointercancel', end);
  }
}
