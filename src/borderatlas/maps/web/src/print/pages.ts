/** The pages of a print: the map with its legend and numbered list, then every event, then what else the reader had open. */

import type { Entry } from '../data/atlas';
import { type Child, h } from '../dom/element';
import { label } from '../dom/prose';
import { choiceWords } from '../filter/demands';
import { isShown } from '../filter/shown';
import { Lettering } from '../map/lettering';
import { type Palette, readPalette } from '../map/palette';
import { paintScaleBar } from '../map/scale-bar';
import { fitted, isWithin, paintStill, type Bounds, type StillView } from '../map/still';
import { symbolSvg } from '../map/symbols';
import { measuredWords } from '../measuring/words';
import { howSure, statuses } from '../panel/legend';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { count, partialDate } from '../text/format';
import { creditsInFull, versionWords } from '../text/origin';
import { isSite, listed, ranges, type Listed } from './order';
import { eventRow, furtherRow, numberedRow } from './rows';
import { printedStrip } from './strip';

/** CSS px of the map. */
export const MAP = { width: 790, height: 428 };
/** Dots of the map per px. Chromium prints canvases at whole 64ths of their size; 20 of them make an exact fit, a third would not. */
const DENSITY = 64 / 20;
/** Families that one column of the legend has room for. */
const LONGEST_COLUMN = 10;
/** Entries for which the sheet has room at the usual size. */
const LONGEST_LIST = 26;
/** Room around the whole line, px. */
const ROOM = 22;

export interface PrintedView {
  /** What the map on the screen shows; null for the whole line. */
  readonly bounds: Bounds | null;
  /** Whether the author of the page put something on the map that is not the atlas's. */
  readonly hasOverlays: boolean;
  /** What is open beside the map, to be printed after it. */
  readonly open: readonly Element[];
}

/** Builds the pages as they stand on paper; the page must have its light colours by then. */
export function buildPages(context: Context, printed: PrintedView, today: string): HTMLElement {
  const { atlas, register, store } = context;
  const shown = atlas.entries.filter((entry) => isShown(entry, store.now));
  const parts = listed(shown, atlas.entries.some(isSite));
  const view = printed.bounds ? fitted(printed.bounds, MAP, 0) : fitted(register.payload.page.home, MAP, ROOM);
  const isOutside = ({ points, lines }: Entry): boolean => points.length > 0 && lines.length === 0 && !points.some((point) => isWithin(view, MAP, point));
  const rows = {
    numbered: parts.numbered.map((entry, i) => numberedRow(entry, i + 1, context, isOutside)),
    events: parts.events.map((entry) => eventRow(entry, context, isOutside)),
    further: parts.further.map((entry) => furtherRow(entry, context, isOutside)),
  };
  const hasSecond = rows.events.length + rows.further.length > 0;
  return h(
    'div',
    { class: 'print' },
    h(
      'section',
      { class: 'print-first' },
      heading(context, today),
      h('div', { class: 'print-map' }, paintedMap(context, view, parts), legend(context, shown)),
      rows.numbered.length > 0 && h('ol', { class: rows.numbered.length > LONGEST_LIST ? 'print-list dense' : 'print-list' }, rows.numbered),
      foot(context, shown, rows.numbered.length > 0, printed.hasOverlays),
    ),
    hasSecond &&
      h(
        'section',
        { class: 'print-next' },
        rows.events.length > 0 && [h('h2', {}, text.print.events(rows.events.length)), printedStrip(context), h('p', { class: 'print-note' }, text.print.counts), h('ul', { class: 'print-list' }, rows.events)],
        rows.further.length > 0 && [h('h2', {}, text.print.further(rows.further.length)), h('ul', { class: 'print-list' }, rows.further)],
      ),
    printed.open.map((element) => h('section', { class: 'print-next print-open' }, element.cloneNode(true))),
  );
}

function heading({ atlas, register, store }: Context, today: string): HTMLElement {
  const { payload } = register;
  const choice = choiceWords({ register }, store.now);
  const measured = measuredWords(store.now.measured, atlas.border);
  // The sheet has room for one more line.
  const said = [choice.length > 0 && text.choice.shown(choice), measured !== null && text.print.measured(measured)].filter((part) => part !== false);
  return h(
    'header',
    { class: 'print-head' },
    h('h1', {}, label(text.print.heading(payload.page.atlas, payload.page.title), {}, 160)),
    h('p', {}, versionWords(payload, text.print.printed(partialDate(today)))),
    said.length > 0 && h('p', { class: 'print-choice' }, label(said.join(' '), {}, 600)),
  );
}

/** The map as one picture without transparency: some PDF readers paint transparent ones as white sheets, and lose soft discs. */
function paintedMap({ atlas, store }: Context, view: StillView, parts: Listed): HTMLCanvasElement {
  const painted = h('canvas', { width: Math.floor(MAP.width * DENSITY), height: Math.floor(MAP.height * DENSITY) });
  const paper = h('canvas', { width: painted.width, height: painted.height });
  const context = painted.getContext('2d', { alpha: false });
  if (!context) return paper;
  context.scale(DENSITY, DENSITY);
  const palette: Palette = readPalette(document.documentElement);
  const numbers = new Map(parts.numbered.map((entry, i) => [entry, i + 1]));
  const pill = (members: readonly Entry[]): string | null => {
    const found = members.map((member) => numbers.get(member)).filter((number) => number !== undefined);
    return found.length > 0 ? ranges(found) : null;
  };
  paintStill(context, view, MAP, atlas, { ...store.now, hover: null, cursor: null }, palette, { pill });
  paintScaleBar(context, view, 12, MAP.height - 10, palette, new Lettering(context, palette.font, palette.halo));
  // What is drawn while a print begins goes to paper stroke by stroke; a copy goes there as a picture.
  paper.getContext('2d', { alpha: false })?.drawImage(painted, 0, 0);
  return paper;
}

function legend(context: Context, shown: readonly Entry[]): HTMLElement {
  const counts = new Map<string, number>();
  for (const { family } of shown) counts.set(family.name, (counts.get(family.name) ?? 0) + 1);
  const families = context.register.payload.families.filter(({ name }) => counts.has(name));
  return h(
    'div',
    { class: 'print-legend' },
    h('ul', { class: families.length > LONGEST_COLUMN ? 'two' : null }, families.map((family) => h('li', {}, symbolSvg(family, 20, 'filled'), label(family.title), h('span', { class: 'count' }, count(counts.get(family.name) ?? 0))))),
    howSure(context),
    statuses(context),
  );
}

function foot({ register }: Context, shown: readonly Entry[], isNumbered: boolean, hasOverlays: boolean): HTMLElement {
  const { page } = register.payload;
  const features = new Set(shown.map(({ feature }) => feature));
  const hidden = (all: Context['register']['wide']): number => all.filter((feature) => features.has(feature)).length;
  const wide = hidden(register.wide);
  const unplaced = hidden(register.unplaced);
  const notes: readonly Child[] = [
    isNumbered && text.print.numbers,
    text.print.status,
    shown.some(({ lines, feature }) => lines.length > 0 && feature.mark === 'line') && text.print.schematic,
    wide + unplaced > 0 && text.print.missing(wide, unplaced),
    label(page.lacks, {}, 400),
    hasOverlays && text.print.overlays,
    label(page.disclaimer, {}, 400),
  ];
  return h('footer', { class: 'print-foot' }, h('p', {}, label(creditsInFull(register.payload), {}, 600)), h('p', {}, notes.filter((note) => note !== false).flatMap((note) => [note, ' '])));
}
