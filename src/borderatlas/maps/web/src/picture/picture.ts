/** The current view as a picture that explains itself: title, map, layers, what was left out, credits, address. */

import type { Entry } from '../data/atlas';
import type { Family } from '../data/types';
import { sharedAddress } from '../embed/address';
import { choiceWords } from '../filter/demands';
import { isShown } from '../filter/shown';
import { Lettering, type TextStyle } from '../map/lettering';
import { readPalette } from '../map/palette';
import { paintScaleBar } from '../map/scale-bar';
import { paintStill, type StillSize, type StillView } from '../map/still';
import { drawSymbol } from '../map/symbols';
import { measuredWords } from '../measuring/words';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { partialDate, shortened } from '../text/format';
import { creditsInFull, versionWords } from '../text/origin';
import { LEGEND, MARGIN, TEXT, TITLE, flow, layoutPicture, pictureWidth, wrapped } from './layout';

const DENSITY = 2;

/** Null where the browser has no canvas for it. */
export function drawPicture(context: Context, view: StillView, size: StillSize, today: string): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return null;
  const { atlas, register, store } = context;
  const { page } = register.payload;
  const palette = readPalette(document.documentElement);
  const lettering = new Lettering(pen, palette.font, palette.panel);
  const title = { size: TITLE.size, weight: 700, colour: palette.ink, halo: 0 } as const;
  const plain = { size: TEXT.size, colour: palette.ink, halo: 0 } as const;
  const { text: wide } = pictureWidth(size.width);
  const lines = (words: string, style: TextStyle): string[] => wrapped(shortened(words, 1200), wide, (part) => lettering.width(part, style));

  const heading = lines(text.picture.heading(page.atlas, page.title), title);
  const choice = choiceWords(context, store.now);
  const measured = measuredWords(store.now.measured, atlas.border);
  const said = [
    versionWords(register.payload, text.picture.saved(partialDate(today))),
    ...(choice.length > 0 ? [text.choice.shown(choice)] : []),
    ...(measured === null ? [] : [text.print.measured(measured)]),
  ];
  const head = said.flatMap((words) => lines(words, plain));
  const families = shownFamilies(atlas.entries.filter((entry) => isShown(entry, store.now)), register.payload.families);
  const names = families.map(({ family, n }) => text.picture.family(shortened(family.title, 60), n));
  const items = flow(names.map((name) => LEGEND.symbol + 6 + lettering.width(name, plain)), wide, LEGEND.gap);
  const foot = [text.picture.credits(creditsInFull(register.payload)), `${page.lacks} ${page.disclaimer}`, sharedAddress(location, page.name)].flatMap((part) => lines(part, plain));

  const layout = layoutPicture({ map: size, title: heading.length, head: head.length, legend: (items[items.length - 1]?.row ?? -1) + 1, foot: foot.length });
  // A canvas forgets everything when it gets its size.
  canvas.width = Math.round(layout.width * DENSITY);
  canvas.height = Math.round(layout.height * DENSITY);
  pen.scale(DENSITY, DENSITY);
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, layout.width, layout.height);
  const write = (all: readonly string[], top: number, style: TextStyle, line: number): void =>
    all.forEach((words, i) => lettering.write(words, MARGIN, top + (i + 0.5) * line, style));
  write(heading, layout.title, title, TITLE.line);
  write(head, layout.head, plain, TEXT.line);

  pen.save();
  pen.translate((layout.width - size.width) / 2, layout.map);
  const onMap = new Lettering(pen, palette.font, palette.halo);
  paintStill(pen, view, size, atlas, { ...store.now, hover: null, cursor: null }, palette);
  paintScaleBar(pen, view, 12, size.height - 10, palette, onMap);
  pen.restore();

  items.forEach(({ x, row }, i) => {
    const { symbol, hue } = families[i]!.family;
    const y = layout.legend + (row + 0.5) * LEGEND.line;
    drawSymbol(pen, { symbol, hue, fill: 'filled' }, MARGIN + x + LEGEND.symbol / 2, y, LEGEND.symbol / 2 - 2, palette);
    lettering.write(names[i]!, MARGIN + x + LEGEND.symbol + 6, y, plain);
  });
  write(foot, layout.foot, plain, TEXT.line);
  return canvas;
}

function shownFamilies(entries: readonly Entry[], order: readonly Family[]): { readonly family: Family; readonly n: number }[] {
  return order.map((family) => ({ family, n: entries.filter((entry) => entry.family.name === family.name).length })).filter(({ n }) => n > 0);
}
