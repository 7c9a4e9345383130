/** The tool that measures on the map: by click, by touch, or by keys with a cross in the middle of the map. */

import type L from 'leaflet';
import { icon } from '../controls/icons';
import { copyText } from '../dom/copy';
import { button, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { Drawing } from './drawing';
import type { Place } from './geodesic';
import { measuredWords } from './words';

export class MeasuringTool {
  /** Switches the tool on and off. */
  readonly button: HTMLButtonElement;
  /** What was measured so far, with what can be done about it. */
  readonly bar: HTMLElement;
  readonly cross = h('div', { class: 'measuring-cross', 'aria-hidden': 'true', hidden: true });
  private readonly words = h('output', { class: 'measured', tabindex: -1 });
  private readonly told = h('span', { class: 'told', role: 'status' });
  private readonly undoButton: HTMLButtonElement;
  private readonly copyButton: HTMLButtonElement;
  private readonly drawing: Drawing;

  /** @param middle of the part of the map that nothing covers, px of the map's container */
  constructor(
    private readonly map: L.Map,
    private readonly context: Context,
    private readonly middle: () => L.Point,
  ) {
    const { store } = context;
    this.drawing = new Drawing(map);
    this.button = button({ class: 'control', 'aria-label': text.measuring.start, title: text.measuring.start }, () => this.toggle(), icon('ruler'));
    this.undoButton = button({ class: 'small', title: text.measuring.undo }, () => this.undo(), text.measuring.undoShort);
    this.copyButton = button({ class: 'small' }, () => void this.copy(), text.measuring.copy);
    const done = button({ class: 'small', title: text.measuring.end }, () => this.toggle(), text.measuring.endShort);
    this.bar = h(
      'div',
      { class: 'measuring', role: 'group', 'aria-label': text.measuring.label, hidden: true },
      this.words,
      h('div', { class: 'row' }, this.undoButton, this.copyButton, done, this.told),
    );
    map.on('click', ({ latlng }: L.LeafletMouseEvent) => {
      if (store.now.measuring) this.add(latlng);
    });
    map.on('resize', () => this.place());
    this.followKeys(map.getContainer());
    store.subscribe((now, before) => {
      if (now.measuring !== before.measuring) this.show(now.measuring);
      if (now.measured !== before.measured) this.draw(now.measured);
    });
    this.show(store.now.measuring);
  }

  private toggle(): void {
    const { store } = this.context;
    store.set({ measuring: !store.now.measuring, hover: null });
    // The map hears the keys that measure.
    this.map.getContainer().focus({ preventScroll: true });
  }

  private followKeys(container: HTMLElement): void {
    const { store } = this.context;
    container.addEventListener('keydown', (event) => {
      if (!store.now.measuring || event.target !== container || event.ctrlKey || event.metaKey || event.altKey) return;
      this.place();
      this.cross.hidden = false;
      if (event.key === 'Enter') this.add(this.map.containerPointToLatLng(this.middle()));
      else if (event.key === 'Backspace') this.undo();
      else return;
      event.preventDefault();
    });
    // Whoever points has no need of the cross.
    container.addEventListener('pointermove', () => (this.cross.hidden = true));
    container.addEventListener('focus', () => {
      if (store.now.measuring && container.matches(':focus-visible')) this.cross.hidden = false;
      this.place();
    });
  }

  private place(): void {
    const { x, y } = this.middle();
    this.cross.style.left = `${x}px`;
    this.cross.style.top = `${y}px`;
  }

  private add(place: L.LatLng): void {
    const { lat, lng } = place.wrap();
    const { store } = this.context;
    store.set({ measured: [...store.now.measured, { lat, lon: lng }] });
  }

  private undo(): void {
    const { store } = this.context;
    store.set({ measured: store.now.measured.slice(0, -1) });
  }

  private draw(points: readonly Place[]): void {
    if (points.length > 0) this.drawing.show(points);
    else this.drawing.clear();
    this.say(points);
  }

  private say(points: readonly Place[]): void {
    const measured = measuredWords(points, this.context.atlas.border);
    this.told.textContent = '';
    this.words.textContent = measured ?? (points.length === 1 ? text.measuring.next : text.measuring.hint);
    this.undoButton.hidden = points.length === 0;
    this.copyButton.hidden = measured === null;
  }

  private async copy(): Promise<void> {
    this.told.textContent = await copyText(this.words.textContent ?? '', this.words);
  }

  private show(on: boolean): void {
    const label = on ? text.measuring.end : text.measuring.start;
    this.button.setAttribute('aria-label', label);
    this.button.title = label;
    this.button.setAttribute('aria-pressed', String(on));
    this.bar.hidden = !on;
    this.map.getContainer().classList.toggle('is-measuring', on);
    this.cross.hidden = true;
    this.context.store.set({ measured: [] });
    this.say([]);
    this.doubleClick(!on);
  }

  /** Two quick points are no wish to zoom. */
  private doubleClick(zooms: boolean): void {
    if (zooms) this.map.doubleClickZoom.enable();
    else this.map.doubleClickZoom.disable();
  }
}
