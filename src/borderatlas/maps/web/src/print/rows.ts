/** The lines of the printed lists. */

import type { Entry } from '../data/atlas';
import { type Child, h } from '../dom/element';
import { label } from '../dom/prose';
import { deaths } from '../drawer/facts';
import { sourcesOf } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { dateSpan, kilometre, metres, partialDate } from '../text/format';
import { nameIn } from '../text/names';

/** @param isOutside whether the printed map does not show the place */
export type Outside = (entry: Entry) => boolean;

/** `3 Tem – Demogan, bridge km 771.9; open at times, Sep 2023; ±150 m` */
export function numberedRow(entry: Entry, number: number, context: Context, isOutside: Outside): HTMLElement {
  return h('li', {}, h('b', { class: 'number' }, String(number)), h('span', {}, name(entry, context), ' ', details([...standing(entry, context), ...where(entry, isOutside)])));
}

/** `km 433 · 10 Apr 2011 Kisht border post deaths: 1; ±2 km; 1 source` */
export function eventRow(entry: Entry, context: Context, isOutside: Outside): HTMLElement {
  const { feature } = entry;
  const date = feature.start === undefined ? text.drawer.undated : dateSpan(feature.start, feature.end);
  const toll = deaths(feature.deaths ?? {});
  return h(
    'li',
    {},
    h('span', {}, place(entry), ' ', h('b', {}, date), ' ', name(entry, context), ' ', details([text.print.deaths(toll), ...where(entry, isOutside), text.print.sources(sourcesOf(feature))])),
  );
}

export function furtherRow(entry: Entry, context: Context, isOutside: Outside): HTMLElement {
  const kind = context.register.kind(entry.feature).label;
  return h('li', {}, h('span', {}, name(entry, context), ' ', details([kind, ...standing(entry, context), ...where(entry, isOutside)])));
}

function name({ feature }: Entry, { store }: Context): Child {
  const { text: words, lang, dir } = nameIn(feature, store.now.language);
  return label(words, { class: 'name', dir, ...(lang === undefined ? {} : { lang }) }, 160);
}

function details(parts: readonly string[]): Child {
  return h('span', { class: 'details' }, text.print.parts(parts.filter((part) => part !== '')));
}

function place({ feature }: Entry): string {
  return feature.address ? kilometre(feature.address, feature.mark) : text.print.noKm;
}

/** Kilometre, and the status with its date. */
function standing(entry: Entry, { register }: Context): string[] {
  const { feature } = entry;
  const known = register.status(feature).label;
  const date = feature.as_of === undefined ? '' : partialDate(feature.as_of);
  return [place(entry), [known.toLowerCase(), date].filter((part) => part !== '').join(', ')];
}

/** How well the place is known, and whether the map shows it. */
function where(entry: Entry, isOutside: Outside): string[] {
  const { feature, points, lines } = entry;
  const drawn = feature.mark !== 'none' && (points.length > 0 || lines.length > 0 || feature.stretch !== undefined);
  return [
    feature.precision_m === undefined ? '' : text.print.precision(metres(feature.precision_m)),
    !drawn ? text.print.notDrawn : isOutside(entry) ? text.print.outside : '',
  ];
}
