/** The border drawn straight, for paper: as wide as a sheet, without what only a pointer needs. */

import { type Child, h, s } from '../dom/element';
import { isShown } from '../filter/shown';
import type { Context } from '../state/context';
import { Stock } from '../strip/content';
import { ground } from '../strip/ground';
import { layoutMarks } from '../strip/marks';
import { measurer } from '../strip/measure';
import { planFor } from '../strip/plan';
import { rowName, standingOn } from '../strip/strip';
import { things } from '../strip/things';

/** Width between the margins of A4 landscape, px. */
const WIDTH = 1046;
const HEIGHT = 168;

/** Null on a page without events. */
export function printedStrip({ atlas, register, store }: Context): Child {
  const stock = new Stock(atlas, register);
  if (!stock.extent.years) return null;
  const state = store.now;
  const plan = planFor('low', WIDTH, stock.extent, HEIGHT);
  const measure = measurer(getComputedStyle(document.documentElement).getPropertyValue('--font') || 'sans-serif');
  const marks = layoutMarks(plan, stock.content(state), (entry) => isShown(entry, state));
  const words = {
    language: state.language,
    row: rowName(stock),
    countryName: (code: string) => register.countryName(code, state.language),
    standing: standingOn(stock),
  };
  return h(
    'div',
    { class: 'strip print-strip' },
    s(
      'svg',
      { width: WIDTH, height: plan.height, viewBox: `0 0 ${WIDTH} ${plan.height}`, 'aria-hidden': 'true' },
      ground(plan, register.payload, measure, words),
      things(plan, marks, state.language, measure, true),
    ),
  );
}
