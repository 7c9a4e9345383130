/** The Table view: what the map shows as rows, sorted as the reader likes, with the selection of the map. */

import type { Entry } from '../data/atlas';
import { button, h } from '../dom/element';
import { choiceChanged, isShown } from '../filter/shown';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';
import { nameIn } from '../text/names';
import { heading, sortSelect } from './heading';
import { inOrder, type Order, sameOrder, turned } from './order';
import { tableRow } from './rows';

/** Rows written at once: more follow when the reader comes to the last one. */
const BATCH = 120;

export class TableView {
  readonly element: HTMLElement;
  private readonly count = h('p', { class: 'table-count', 'aria-live': 'polite' });
  private readonly body = h('tbody', { role: 'rowgroup' });
  private readonly table: HTMLTableElement;
  private readonly empty = h('p', { class: 'table-empty', hidden: true });
  private readonly earlier: HTMLButtonElement;
  private readonly more: HTMLButtonElement;
  private readonly scroller: HTMLElement;
  private readonly heads = heading((by) => this.sort(turned(this.order, by)));
  private readonly select = sortSelect((order) => this.sort(order));
  private rows: readonly Entry[] = [];
  /** The rows from `first` up to, not including, `written` stand in the page. */
  private first = 0;
  private written = 0;
  /** The row that Tab reaches. */
  private stop: HTMLElement | null = null;
  private stale = true;

  /** @param tools stand at the end of the bar above the rows */
  constructor(
    private readonly context: Context,
    ...tools: readonly HTMLElement[]
  ) {
    this.table = h('table', { role: 'grid', 'aria-label': text.table.label }, h('thead', { role: 'rowgroup' }, this.heads.element), this.body);
    this.more = button({ class: 'small', hidden: true }, () => this.write());
    this.earlier = button({ class: 'small', hidden: true }, () => this.writeBefore());
    this.scroller = h('div', { class: 'table-scroll' }, this.earlier, this.table, this.empty, this.more);
    const bar = h('div', { class: 'table-bar' }, this.count, this.select.element, tools);
    this.element = h('div', { class: 'table-body' }, bar, this.scroller);
    context.store.subscribe((now, before) => this.follow(now, before));
    this.listen();
  }

  /** Writes the rows, where they are not those of the state; call when the view is shown. */
  refresh(): void {
    if (!this.stale) return;
    this.stale = false;
    const { atlas, store } = this.context;
    this.rows = inOrder(atlas.entries.filter((entry) => isShown(entry, store.now)), this.order, this.words());
    this.jump(0);
    this.count.textContent = text.table.counted(this.rows.length, atlas.entries.length, this.spokenOrder());
    this.heads.show(this.order);
    this.select.show(this.order);
    this.table.setAttribute('aria-rowcount', String(this.rows.length + 1));
    this.empty.hidden = this.rows.length > 0;
    this.empty.textContent = atlas.entries.length > 0 ? text.table.empty : text.table.none;
    this.showSelection();
  }

  private words(): Parameters<typeof inOrder>[2] {
    const { register, store } = this.context;
    const { language } = store.now;
    return {
      name: (feature) => nameIn(feature, language).text,
      kind: (feature) => register.kind(feature).label,
      isEvent: (feature) => register.isEvent(feature),
      language,
    };
  }

  private spokenOrder(): string {
    const [up, down] = text.table.orders[this.order.by] ?? ['', ''];
    return this.order.descending ? down : up;
  }

  private get order(): Order {
    return this.context.store.now.order;
  }

  private sort(order: Order): void {
    this.context.store.set({ order });
  }

  /** Writes the rows around one anew, and no others. */
  private jump(to: number): void {
    this.body.replaceChildren();
    this.stop = null;
    this.first = Math.max(0, Math.min(to - BATCH / 2, this.rows.length - BATCH));
    this.written = this.first;
    this.write();
  }

  private write(until = this.written + BATCH): void {
    this.body.append(...this.elements(this.written, until));
    this.written = Math.min(until, this.rows.length);
    this.offerMore();
    if (!this.stop) this.makeStop(this.rowAt(this.first));
  }

  private writeBefore(from = this.first - BATCH): void {
    const start = Math.max(0, from);
    this.body.prepend(...this.elements(start, this.first));
    this.first = start;
    this.offerMore();
  }

  private elements(from: number, until: number): HTMLElement[] {
    // The heading is row 1.
    return this.rows.slice(from, until).map((entry, i) => tableRow(entry, from + i + 2, this.context));
  }

  private offerMore(): void {
    const left = this.rows.length - this.written;
    this.more.hidden = left === 0;
    this.more.textContent = text.table.more(Math.min(BATCH, left));
    this.earlier.hidden = this.first === 0;
    this.earlier.textContent = text.table.earlier(Math.min(BATCH, this.first));
  }

  /** Sees to it that a row stands in the page: a near one by writing on, a far one by leaving out what lies between. */
  private reach(at: number): void {
    if (at >= this.first && at < this.written) return;
    if (at >= this.written && at < this.written + BATCH) this.write(at + BATCH / 2);
    else if (at < this.first && at >= this.first - BATCH) this.writeBefore(at - BATCH / 2);
    else this.jump(at);
  }

  private follow(now: State, before: State): void {
    const turnedRound = !sameOrder(now.order, before.order);
    if (choiceChanged(now, before) || now.language !== before.language || turnedRound) {
      this.stale = true;
      if (now.view === 'table') this.refresh();
      if (turnedRound) this.scroller.scrollTop = 0;
    }
    if (now.selection !== before.selection && !this.stale) this.showSelection();
  }

  private showSelection(): void {
    const { selection, view } = this.context.store.now;
    this.body.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
    const at = selection === null ? -1 : this.rows.findIndex(({ feature }) => feature.id === selection);
    if (at < 0) return;
    this.reach(at);
    const row = this.rowAt(at);
    row?.setAttribute('aria-selected', 'true');
    this.makeStop(row);
    if (view === 'table') row?.scrollIntoView({ block: 'nearest' });
  }

  private rowAt(at: number): HTMLElement | null {
    return this.body.rows[at - this.first] ?? null;
  }

  private makeStop(row: HTMLElement | null): void {
    if (!row) return;
    this.stop?.setAttribute('tabindex', '-1');
    row.tabIndex = 0;
    this.stop = row;
  }

  private listen(): void {
    const rowOf = (event: Event): HTMLTableRowElement | null => (event.target instanceof Element ? event.target.closest('tr') : null);
    this.body.addEventListener('click', (event) => this.choose(rowOf(event)));
    this.body.addEventListener('keydown', (event) => this.key(event, rowOf(event)));
    this.body.addEventListener('focusin', (event) => {
      const row = rowOf(event);
      this.makeStop(row);
      // The drawer gives the focus back without scrolling.
      row?.scrollIntoView({ block: 'nearest' });
    });
    this.body.addEventListener('mouseover', (event) => this.context.store.set({ hover: rowOf(event)?.dataset['id'] ?? null }));
    this.body.addEventListener('mouseleave', () => this.context.store.set({ hover: null }));
    new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting) && !this.more.hidden) this.write();
    }).observe(this.more);
  }

  private choose(row: HTMLElement | null): void {
    const id = row?.dataset['id'];
    if (id === undefined) return;
    row?.focus({ preventScroll: true });
    this.context.store.set({ selection: id, stack: [], list: null });
  }

  private key(event: KeyboardEvent, row: HTMLTableRowElement | null): void {
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = row.sectionRowIndex + this.first;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / Math.max(1, row.offsetHeight)) - 1);
    if (event.key === 'ArrowDown') this.go(at + 1);
    else if (event.key === 'ArrowUp') this.go(at - 1);
    else if (event.key === 'PageDown') this.go(at + page);
    else if (event.key === 'PageUp') this.go(at - page);
    else if (event.key === 'Home') this.go(0);
    else if (event.key === 'End') this.go(this.rows.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(row);
    else return;
    event.preventDefault();
  }

  private go(to: number): void {
    const at = Math.min(Math.max(0, to), this.rows.length - 1);
    this.reach(at);
    this.rowAt(at)?.focus();
  }
}
