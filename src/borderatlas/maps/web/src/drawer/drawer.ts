/** Everything known of the selected feature, or the list that the reader opened. */

import type { Feature } from '../data/types';
import { type Child, button, fill, h } from '../dom/element';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';
import { cite } from './citation';
import { coordinates } from './coordinates';
import { disagreement } from './disagreement';
import { facts } from './facts';
import { headRow, status, summary, title } from './head';
import { hiddenNote } from './hidden';
import { listed, listing } from './listing';
import { names } from './names';
import { nearby } from './nearby';
import { place } from './place';
import { precision } from './precision';
import { samePoint } from './samePoint';
import { sources } from './sources';
import { timeline } from './timeline';
import { walk } from './walk';

export class Drawer {
  readonly element = h('div', { class: 'drawer-body' });
  private readonly hidden = h('div', { role: 'status' });
  private readonly nearby = h('div', { class: 'nearby' });
  private readonly walk = h('div', {});

  constructor(private readonly context: Context) {
    context.store.subscribe((now, before) => {
      if (this.changed(now, before)) this.render();
      else if (choiceChanged(now, before)) this.refresh();
    });
    this.render();
  }

  /** True while there is something to show. */
  static wanted(state: State): boolean {
    return state.selection !== null || state.stack.length > 0 || state.list !== null;
  }

  /** Puts the focus on the heading. */
  focus(): void {
    this.element.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  private changed(now: State, before: State): boolean {
    return (
      now.selection !== before.selection ||
      now.stack !== before.stack ||
      now.list !== before.list ||
      now.language !== before.language
    );
  }

  private render(): void {
    const feature = this.context.register.get(this.context.store.now.selection);
    const content = listed(this.context);
    const close = (): void => this.context.store.set({ selection: null, stack: [], list: null });
    fill(this.element, feature ? this.feature(feature, close) : content && listing(content, this.context, close));
    this.element.scrollTop = 0;
  }

  /** Layers, windows and filters choose the neighbours, and may hide the feature; all else in the drawer stays, and is not scrolled. */
  private refresh(): void {
    const feature = this.context.register.get(this.context.store.now.selection);
    if (!feature) return;
    fill(this.hidden, hiddenNote(feature, this.context, () => this.focus()));
    fill(this.nearby, nearby(feature, this.context));
    fill(this.walk, walk(feature, this.context));
  }

  private feature(feature: Feature, close: () => void): Child {
    const { context } = this;
    this.refresh();
    return h(
      'article',
      {},
      this.wayBack(),
      headRow(feature, context, close),
      title(feature, context),
      this.hidden,
      status(feature, context),
      summary(feature),
      names(feature, context),
      place(feature, context),
      precision(feature, context),
      coordinates(feature),
      disagreement(feature),
      facts(feature, context),
      timeline(feature),
      samePoint(feature, context),
      sources(feature, context),
      this.nearby,
      cite(feature, context),
      this.walk,
    );
  }

  /** Back to the list from which the feature was chosen. */
  private wayBack(): Child {
    const content = listed(this.context);
    if (!content || content.features.length < 2) return null;
    const back = (): void => this.context.store.set({ selection: null });
    return button({ class: 'back' }, back, text.drawer.backToList(content.features.length));
  }
}
