/** What the window of years shows, in words: "27 events, 2015–2017; 98 undated". */

import { fill, h } from '../dom/element';
import { type Span, yearsOf } from '../filter/intervals';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { type Bar, countDated } from './bars';

export interface TimeWords {
  readonly element: HTMLElement;
  /** Says what one year holds while it is pointed at; null goes back to the window. */
  point(bar: Bar | null): void;
}

export function timeWords({ atlas, register, store }: Context, whole: Span): TimeWords {
  // A feature with a date that is no event, such as a thing that stood for some years, makes them all "dated".
  const events = atlas.entries.every(({ feature }) => yearsOf(feature) === null || register.isEvent(feature));
  const element = h('p', { class: 'time-words' });
  const show = (): void => {
    const { dated, undated } = countDated(atlas.entries, store.now);
    const [from, to] = store.now.years ?? whole;
    fill(
      element,
      h('b', {}, text.time.things(dated, events)),
      h('span', {}, text.time.span(from, to)),
      undated > 0 && h('small', { title: text.time.undatedStay }, text.time.undated(undated)),
    );
  };
  store.subscribe((now, before) => {
    if (choiceChanged(now, before)) show();
  });
  show();
  return {
    element,
    point(bar) {
      if (bar === null) show();
      else fill(element, h('b', {}, text.time.things(bar.sure + bar.rough, events)), h('span', {}, text.time.span(bar.year, bar.year)));
    },
  };
}
