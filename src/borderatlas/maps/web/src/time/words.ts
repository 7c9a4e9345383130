/** What the window of years shows, in words: "27 events, 2015–2017", and what becomes of things without a date. */

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

/** @param brief whether there is room for a few words only */
export function timeWords({ atlas, register, store }: Context, whole: Span, brief: boolean): TimeWords {
  // Where a thing that is no event has a date, such as a bridge since its opening, they are counted against all that is shown.
  const events = atlas.entries.every(({ feature }) => yearsOf(feature) === null || register.isEvent(feature));
  // Of what is dated among so many, the number of the others is known.
  const stay = (undated: number): string => (events ? text.time.stayBriefly(undated) : text.time.othersStay);
  const inYear = events ? text.time.events : text.time.datedIn;
  const element = h('p', { class: 'time-words' });
  const show = (): void => {
    const { dated, undated } = countDated(atlas.entries, store.now);
    const [from, to] = store.now.years ?? whole;
    fill(
      element,
      h('b', {}, events ? text.time.events(dated) : text.time.dated(dated, dated + undated)),
      h('span', {}, text.time.span(from, to)),
      undated > 0 && h('small', { title: text.time.stay(undated) }, brief ? stay(undated) : text.time.stay(undated)),
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
      else fill(element, h('b', {}, inYear(bar.sure + bar.rough)), h('span', {}, text.time.span(bar.year, bar.year)));
    },
  };
}
