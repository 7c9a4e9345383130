/** The part of the strip that follows layers, years and filters: symbols, dots and bars. */

import { type Child, s } from '../dom/element';
import { symbolGroup } from '../map/symbols';
import { shapeOf } from '../map/shapes';
import { shortened } from '../text/format';
import { nameIn } from '../text/names';
import type { Along } from './content';
import { acrossOf, type Dot, type Marks, type SoftBar } from './marks';
import type { Measure } from './measure';
import { at, type Plan } from './plan';
import type { Stack } from './stacks';

/** Names longer than this are cut. */
const LONGEST = 28;

let drawings = 0;

/** @param flat paints soft bars in one strength: some printers make sheets of gradients */
export function things(plan: Plan, marks: Marks, language: string, measure: Measure, flat = false): Child {
  const prefix = `strip-${++drawings}`;
  const single = marks.bars.filter((bar) => !bar.binned);
  return [
    binnedBars(plan, marks.bars),
    !flat && gradients(plan, single, prefix),
    single.map((bar) => softBar(plan, bar, flat ? null : prefix)),
    reaches(plan, marks.dots),
    binned(plan, marks.dots),
    marks.dots.filter((dot) => !dot.binned).map((dot) => circle(plan, dot)),
    marks.stacks.map((stack) => symbols(plan, stack)),
    plan.names && names(plan, marks.stacks, language, measure),
  ];
}

/** Several events laid over one another show more strongly, up to where more cannot be told apart. */
const MOST_LAYERS = 4;
const FLAT_OPACITY = 0.2;

const byHue = <T extends { readonly hue: string }>(items: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.hue);
    if (group) group.push(item);
    else groups.set(item.hue, [item]);
  }
  return groups;
};

/** Fades to both ends: where within the bar is not known. Ids are unique on the page, whatever else is drawn on it. */
function gradients(plan: Plan, bars: readonly SoftBar[], prefix: string): Child {
  const way = plan.turned ? { x1: 0, y1: 0, x2: 0, y2: 1 } : {};
  return s(
    'defs',
    {},
    [...byHue(bars).keys()].map((hue) =>
      s(
        'linearGradient',
        { id: `${prefix}-${hue}`, class: `hue-${hue}`, ...way },
        [0, plan.turned ? 0.32 : 0.45, 0].map((opacity, i) => s('stop', { offset: i / 2, 'stop-color': 'currentColor', 'stop-opacity': opacity })),
      ),
    ),
  );
}

function softBar(plan: Plan, { bar, across, thickness, hue, members }: SoftBar, prefix: string | null): Child {
  const { x, y } = at(plan, bar[0], across - thickness / 2);
  const size = at(plan, bar[1] - bar[0], thickness);
  const bars = Math.min(MOST_LAYERS, members.length);
  const look = prefix === null ? { class: `hue-${hue}`, fill: 'currentColor', 'fill-opacity': FLAT_OPACITY } : { fill: `url(#${prefix}-${hue})` };
  return Array.from({ length: bars }, () =>
    s('rect', { x: x.toFixed(1), y: y.toFixed(1), width: size.x.toFixed(1), height: size.y.toFixed(1), rx: 2, ...look }),
  );
}

/** Cells of soft bars in one strength, as one path for each hue and number of layers: thousands of gradients would be slow. */
function binnedBars(plan: Plan, bars: readonly SoftBar[]): Child {
  return [...byHue(bars.filter(({ binned }) => binned))].map(([hue, cells]) =>
    Array.from({ length: MOST_LAYERS }, (_, i) => {
      const layers = i + 1;
      const d = cells
        .filter(({ members }) => Math.min(MOST_LAYERS, members.length) === layers)
        .map(({ bar, across, thickness }) => {
          const { x, y } = at(plan, bar[0], across - thickness / 2);
          const size = at(plan, bar[1] - bar[0], thickness);
          return `M${x.toFixed(1)} ${y.toFixed(1)}h${size.x.toFixed(1)}v${size.y.toFixed(1)}h${(-size.x).toFixed(1)}z`;
        });
      return d.length > 0 && s('path', { class: `hue-${hue}`, fill: 'currentColor', 'fill-opacity': (1 - (1 - FLAT_OPACITY) ** layers).toFixed(2), d: d.join('') });
    }),
  );
}

/** Thin bars of all dots, one path for each hue. */
function reaches(plan: Plan, dots: readonly Dot[]): Child {
  return [...byHue(dots)].map(([hue, members]) => {
    const d = members
      .filter(({ bar, r }) => bar[1] - bar[0] > 2 * r)
      .map(({ bar, across }) => {
        const from = at(plan, bar[0], across);
        const to = at(plan, bar[1], across);
        return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
      });
    return d.length > 0 && s('path', { class: `doubt hue-${hue}`, d: d.join('') });
  });
}

/** Thousands of cells as one path for each hue: an element for each would be slow. */
function binned(plan: Plan, dots: readonly Dot[]): Child {
  return [...byHue(dots.filter((dot) => dot.binned))].map(([hue, members]) => {
    const d = members.map(({ along, across, r }) => {
      const { x, y } = at(plan, along, across);
      const radius = r.toFixed(1);
      return `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${radius} ${radius} 0 1 0 ${(2 * r).toFixed(1)} 0a${radius} ${radius} 0 1 0 ${(-2 * r).toFixed(1)} 0`;
    });
    return s('path', { class: `bins hue-${hue}`, d: d.join('') });
  });
}

function circle(plan: Plan, { along, across, r, hollow, hue }: Dot): Child {
  const { x, y } = at(plan, along, across);
  return s('circle', { class: `${hollow ? 'dot hollow' : 'dot'} hue-${hue}`, cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1) });
}

function symbols(plan: Plan, stack: Stack<Along>): Child {
  const drawn = stack.shown.map(({ item, at: along }, i) => {
    const { x, y } = at(plan, along, acrossOf(plan, i));
    const group = symbolGroup(item.family, item.fill);
    const size = (plan.r / 10) * Math.max(0.85, shapeOf(item.family.symbol).scale);
    group.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)})`);
    return group;
  });
  const { x, y } = at(plan, stack.at, plan.line);
  return [
    plan.turned
      ? s('circle', { class: 'post', cx: x, cy: y, r: 5 })
      : s('path', { class: 'stem', d: `M${x.toFixed(1)} ${(plan.places + plan.r).toFixed(1)}V${y}` }),
    drawn,
    stack.counted && pill(plan, stack),
  ];
}

function pill(plan: Plan, stack: Stack<Along>): Child {
  const label = String(stack.members.length);
  const { x, y } = at(plan, stack.at, plan.places);
  const width = Math.max(12, 6 * label.length + 6);
  const left = x + plan.r * 0.45;
  const top = y - plan.r - 5;
  return [
    s('rect', { class: 'count-pill', x: left, y: top, width, height: 12, rx: 6 }),
    s('text', { class: 'count-text', x: left + width / 2, y: top + 9.2, 'text-anchor': 'middle', 'font-size': 9.5 }, label),
  ];
}

function names(plan: Plan, stacks: readonly Stack<Along>[], language: string, measure: Measure): Child {
  const size = plan.turned ? 12 : 11.5;
  let taken = -Infinity;
  return stacks.map((stack) => {
    const name = nameOf(stack, language);
    const half = measure(name, size, 700) / 2;
    if (plan.turned) {
      const y = stack.at + 19;
      if (y - size < taken) return null;
      taken = y + 2;
      return s('text', { class: 'place-name', x: plan.places - plan.r, y, 'font-size': size, direction: 'ltr' }, name);
    }
    const first = stack.shown[0]!.at;
    const last = stack.shown[stack.shown.length - 1]!.at;
    const x = Math.max(plan.along(0) + half, Math.min(plan.along(plan.lengthKm) - half, (first + last) / 2));
    if (x - half < taken + 4) return null;
    taken = x + half;
    return s('text', { class: 'place-name', x, y: plan.places - plan.r - 5, 'text-anchor': 'middle', 'font-size': size }, name);
  });
}

/** The short name that the layer gives; else the name in the reader's language. */
function nameOf({ members }: Stack<Along>, language: string): string {
  const labelled = members.find(({ feature }) => feature.label !== undefined)?.feature.label;
  return shortened(labelled ?? nameIn(members[0]!.feature, language).text, LONGEST);
}
