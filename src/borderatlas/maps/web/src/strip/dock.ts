/** Where the strip stands: below the map with its bar and the histogram, or turned in the sheet of a narrow page. */

import { button, h } from '../dom/element';
import type { Layout } from '../shell/layout';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { histogram, type Histogram } from '../time/histogram';
import { windowOf } from './brush';
import { BAR, dockMode, HISTOGRAM, LOW_PAGE, tallHeight } from './dock-modes';
import type { Band } from './plan';
import { Strip, type MapReach } from './strip';

export class Dock {
  readonly element: HTMLElement;
  /** The turned strip with what belongs to it, for the sheet. */
  readonly turned: HTMLElement;
  /** How far the sheet was scrolled when the turned strip left it, px. */
  scrolled = 0;
  private readonly strip: Strip;
  private readonly histogram: Histogram | null;
  private readonly bar: HTMLElement;
  private readonly opener: HTMLButtonElement;
  private readonly closer: HTMLButtonElement;
  private readonly grower: HTMLButtonElement;
  private layout: Layout = 'wide';
  private page = 0;
  /** What the reader asked for; null while it is the layout's choice. */
  private opened: boolean | null = null;
  private taller = false;

  /** @param resized told whenever the dock takes another part of the page */
  constructor(
    private readonly context: Context,
    private readonly resized: (change: () => void) => void,
  ) {
    this.strip = new Strip(context);
    this.histogram = histogram(context, { gutter: true });
    this.grower = button({ class: 'dock-button' }, () => this.change(() => (this.taller = !this.taller)), text.strip.taller);
    this.closer = button({ class: 'dock-button' }, () => this.toggle(false), text.strip.close);
    this.opener = button({ class: 'dock-button dock-opener', 'aria-expanded': 'false' }, () => this.toggle(true), text.strip.open);
    this.bar = h(
      'div',
      { class: 'dock-bar' },
      h('h2', {}, text.strip.title),
      this.legend(),
      this.strip.stock.extent.years && h('span', { class: 'dock-caveat' }, text.strip.caveat),
      h('span', { class: 'dock-buttons' }, this.histogram?.play, this.grower, this.closer),
    );
    this.element = h('section', { class: 'dock', 'aria-label': text.regions.strip }, this.bar, this.opener, this.histogram?.element);
    this.turned = this.sheetPage();
  }

  attach(map: MapReach & { onSight(listener: (sight: readonly Band[]) => void): void }): void {
    this.strip.map = map;
    map.onSight((sight) => this.strip.setSight(sight));
  }

  /** The page has another layout or height. */
  arrange(layout: Layout, page: number): void {
    if (layout !== this.layout) this.opened = null;
    this.layout = layout;
    this.page = page;
    const mode = dockMode(layout, page, this.opened, this.taller);
    this.element.hidden = mode === null;
    if (mode === null) {
      this.turned.firstElementChild?.after(this.strip.element);
      this.strip.setMode('turned');
      return;
    }
    this.bar.after(this.strip.element);
    const closed = mode === 'line';
    this.element.dataset['mode'] = mode;
    this.bar.hidden = closed;
    this.opener.hidden = !closed;
    if (this.histogram) this.histogram.element.hidden = closed || page < LOW_PAGE;
    this.closer.hidden = layout === 'wide' && page >= LOW_PAGE;
    // Without events there are no years to spread.
    this.grower.hidden = page < LOW_PAGE || this.strip.stock.extent.years === null;
    this.grower.textContent = this.taller ? text.strip.lower : text.strip.taller;
    this.strip.setMode(mode, mode === 'tall' ? tallHeight(page) : undefined);
    const shown = this.histogram && !this.histogram.element.hidden;
    this.element.style.blockSize = `${1 + this.strip.height + (closed ? 0 : BAR) + (shown ? HISTOGRAM : 0)}px`;
  }

  private change(what: () => void): void {
    this.resized(() => {
      what();
      this.arrange(this.layout, this.page);
    });
  }

  private toggle(open: boolean): void {
    this.change(() => (this.opened = open));
    (open ? this.closer : this.opener).focus();
  }

  private legend(): HTMLElement {
    const words = this.strip.stock.extent.years ? text.strip.legend : text.strip.legendPlaces;
    return h('span', { class: 'dock-legend', title: words }, words);
  }

  /** On a page that scrolls by touch a drag cannot brush: two buttons set and lift the window instead. */
  private sheetPage(): HTMLElement {
    const { store } = this.context;
    const { lengthKm, years } = this.strip.stock.extent;
    const only = button({ class: 'dock-button' }, () => {
      const box = this.turned.parentElement?.getBoundingClientRect();
      const seen = box && this.strip.kmWithin(box);
      if (seen) store.set({ km: windowOf(seen[0], seen[1], lengthKm) });
    }, text.strip.onlyThis);
    const whole = button({ class: 'dock-button' }, () => store.set({ km: null }), text.strip.wholeLine);
    const show = (): void => {
      whole.hidden = store.now.km === null;
    };
    store.subscribe((now, before) => {
      if (now.km !== before.km) show();
    });
    show();
    return h(
      'div',
      { class: 'strip-page' },
      h('p', { class: 'quiet strip-notes' }, this.legend(), ' ', years && h('span', {}, text.strip.caveat)),
      h('div', { class: 'strip-window' }, only, whole),
    );
  }
}
