/** The part of the strip that no choice changes: banks, line with its reaches, kilometres and years. */

import type { Payload, Stretch } from '../data/types';
import { type Child, s } from '../dom/element';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { count } from '../text/format';
import { shortName } from '../text/names';
import type { Measure } from './measure';
import { at, END, GUTTER, type Band, type Plan } from './plan';
import { kmSpacing, kmTicks, yearTicks } from './scale';

export interface GroundText {
  readonly language: string;
  /** Name of the row of symbols; null where there is none. */
  readonly row: string | null;
  readonly countryName: (code: string) => string;
  /** Kilometres of what may stand on the line. */
  readonly standing: readonly number[];
}

/** Px between ticks of a turned strip, at least. */
const TURNED_TICK = 50;
/** On a strip that scrolls, a province says its name again after so many px. */
const REPEAT = 340;

export function ground(plan: Plan, payload: Payload, measure: Measure, words: GroundText): Child {
  const { border } = payload;
  const named = (stretch: Stretch): string => own(stretch.names, words.language) ?? stretch.name;
  return [
    years(plan),
    plan.turned ? turnedTicks(plan, words.standing) : grid(plan, measure),
    plan.banks && bank(plan, plan.banks.left, own(border.banks, border.left) ?? [], 1, named, measure),
    plan.banks && bank(plan, plan.banks.right, own(border.banks, border.right) ?? [], 2, named, measure),
    line(plan, border.reaches),
    plan.names && !plan.turned && reachNames(plan, border.reaches, named, measure, words.standing),
    !plan.turned && rowNames(plan, payload, measure, words),
  ];
}

function box(plan: Plan, along: Band, across: Band): Readonly<Record<'x' | 'y' | 'width' | 'height', number>> {
  const { x, y } = at(plan, along[0], across[0]);
  const size = at(plan, along[1] - along[0], across[1] - across[0]);
  return { x, y, width: Math.max(0, size.x), height: Math.max(0, size.y) };
}

function extentOf(plan: Plan, { from_km: from, to_km: to }: Stretch): Band {
  return [plan.along(Math.max(0, from)), plan.along(Math.min(plan.lengthKm, to))];
}

function bank(plan: Plan, band: Band, stretches: readonly Stretch[], side: 1 | 2, named: (stretch: Stretch) => string, measure: Measure): Child {
  return stretches.map((stretch) => {
    const [from, to] = extentOf(plan, stretch);
    const full = named(stretch);
    const room = to - from - 4;
    const name = [full, shortName(full)].find((candidate) => measure(candidate, plan.font) <= room);
    return [
      s('rect', { class: `bank home-${side}`, ...box(plan, [from, Math.max(from, to - 1)], band) }),
      name !== undefined && bankNames(plan, name, [from, to], (band[0] + band[1]) / 2),
    ];
  });
}

function bankNames(plan: Plan, name: string, [from, to]: Band, across: number): Child {
  const copies = plan.turned ? Math.max(1, Math.floor((to - from) / REPEAT)) : 1;
  return Array.from({ length: copies }, (_, i) => {
    const { x, y } = at(plan, from + ((i + 0.5) * (to - from)) / copies, across);
    const turn = plan.turned ? { transform: `rotate(-90 ${x} ${y})` } : {};
    return s('text', { class: 'bank-name', x, y: y + 3.6, 'text-anchor': 'middle', 'font-size': plan.font, ...turn }, name);
  });
}

const KINDS = new Set(['river', 'lake', 'land']);
const BAND_HALF = 3.5;

function line(plan: Plan, reaches: readonly Stretch[]): Child {
  const length = (stretch: Stretch): number => stretch.to_km - stretch.from_km;
  const half = plan.turned ? BAND_HALF + 0.5 : BAND_HALF;
  const start = at(plan, plan.along(0), plan.line);
  const end = at(plan, plan.along(plan.lengthKm), plan.line);
  return [
    // Shorter reaches say more than those around them.
    [...reaches].sort((a, b) => length(b) - length(a)).map((reach) =>
      s('rect', {
        class: `reach ${KINDS.has(reach.kind ?? '') ? reach.kind : 'land'}`,
        ...box(plan, extentOf(plan, reach), [plan.line - half, plan.line + half]),
      }),
    ),
    s('path', { class: 'strip-line', d: `M${start.x} ${start.y}L${end.x} ${end.y}` }),
  ];
}

/** Where along its reach a name is tried, in shares of the reach. */
const NAME_PLACES = [0.5, 0.42, 0.58, 0.35, 0.65, 0.2, 0.8];
/** A stem that stands on the line takes so much room at each side, px. */
const STEM = 6;

/** Names of the finest reaches, above the line and clear of what stands on it; lakes first, one without room is left out. */
function reachNames(plan: Plan, reaches: readonly Stretch[], named: (stretch: Stretch) => string, measure: Measure, standing: readonly number[]): Child {
  const size = 10.5;
  const taken: Band[] = standing.map((km) => [plan.along(km) - STEM, plan.along(km) + STEM]);
  return finest(reaches, named)
    .sort((a, b) => Number(b.kind === 'lake') - Number(a.kind === 'lake') || a.from_km - b.from_km)
    .map((reach) => {
      const [from, to] = extentOf(plan, reach);
      const name = shortName(named(reach));
      const half = measure(name, size) / 2;
      // A narrow lake may spread its name over its neighbours.
      if (2 * half > to - from && reach.kind !== 'lake') return null;
      const isFree = (x: number): boolean => taken.every(([start, end]) => x + half + 4 < start || x - half - 4 > end);
      const x = NAME_PLACES.map((share) => from + share * (to - from)).find((place) => (reach.kind === 'lake' || (place - half >= from && place + half <= to)) && isFree(place));
      if (x === undefined) return null;
      taken.push([x - half, x + half]);
      return s('text', { class: 'reach-name', x: x.toFixed(1), y: plan.line - 7, 'text-anchor': 'middle', 'font-size': size }, name);
    });
}

/** Reaches that hold no other; of two over the same stretch, the one with the shorter name. */
function finest(reaches: readonly Stretch[], named: (stretch: Stretch) => string): Stretch[] {
  const holds = (outer: Stretch, inner: Stretch): boolean => outer !== inner && inner.from_km >= outer.from_km - 1 && inner.to_km <= outer.to_km + 1;
  return reaches.filter(
    (reach) => !reaches.some((other) => holds(reach, other) && (!holds(other, reach) || named(other).length < named(reach).length)),
  );
}

function grid(plan: Plan, measure: Measure): Child {
  const [top, bottom] = plan.grid;
  const end = plan.along(plan.lengthKm);
  const last = count(plan.lengthKm);
  const ticks = kmTicks(plan.lengthKm, kmSpacing(plan.lengthKm));
  const rules = [...ticks.map(plan.along), end].map((x) => `M${x.toFixed(1)} ${top}V${bottom}`).join('');
  const size = plan.font;
  let taken = -Infinity;
  const free = end - measure(last, size, 700) - 8;
  return [
    s('path', { class: 'grid', d: rules }),
    ticks.map((km) => {
      const label = km === 0 ? text.strip.km('0') : count(km);
      const x = plan.along(km);
      const half = measure(label, size) / 2;
      if (x - half < taken + 6 || x + half > free) return null;
      taken = x + half;
      return s('text', { class: 'tick', x, y: bottom + 13, 'text-anchor': 'middle', 'font-size': size }, label);
    }),
    s('text', { class: 'tick length', x: end, y: bottom + 13, 'text-anchor': 'end', 'font-size': size }, last),
  ];
}

function turnedTicks(plan: Plan, standing: readonly number[]): Child {
  const ticks = kmTicks(plan.lengthKm, kmSpacing(plan.lengthKm, Math.max(1, (plan.along(plan.lengthKm) - plan.along(0)) / TURNED_TICK)));
  const rows = [...ticks, plan.lengthKm];
  const d = rows.map((km) => `M${plan.line - 5} ${plan.along(km).toFixed(1)}h10`).join('');
  // A kilometre gives way to the symbols and the name of a place.
  const isFree = (km: number): boolean =>
    !standing.some((place) => plan.along(km) > plan.along(place) - 14 && plan.along(km) < plan.along(place) + 30);
  return [
    s('path', { class: 'strip-tick', d }),
    rows.filter(isFree).map((km) => {
      const isEnd = km === plan.lengthKm;
      return s('text', { class: isEnd ? 'tick length' : 'tick', x: 116, y: plan.along(km) + 3.6, 'text-anchor': 'end', 'font-size': plan.font }, count(km));
    }),
  ];
}

function years(plan: Plan): Child {
  if (!plan.events) return null;
  const { band, span, years: scale } = plan.events;
  const ticks = yearTicks(span[0], span[1], band[1] - band[0], plan.turned ? 44 : plan.mode === 'tall' ? 24 : 10);
  const from = plan.turned ? 18 : GUTTER;
  const to = plan.turned ? plan.along(plan.lengthKm) : plan.width - END;
  const rules = ticks.map((year) => {
    const start = at(plan, from, scale(year));
    return plan.turned ? `M${start.x.toFixed(1)} ${start.y}V${to.toFixed(1)}` : `M${start.x} ${start.y.toFixed(1)}H${to}`;
  });
  return [
    s('path', { class: 'year-rule', d: rules.join('') }),
    ticks.map((year) =>
      plan.turned
        ? s('text', { class: 'tick', x: scale(year), y: 12, 'text-anchor': 'middle', 'font-size': plan.font }, String(year))
        : s('text', { class: 'tick', x: GUTTER - 8, y: scale(year) + 3.6, 'text-anchor': 'end', 'font-size': plan.font }, String(year)),
    ),
  ];
}

function rowNames(plan: Plan, payload: Payload, measure: Measure, words: GroundText): Child {
  const { border } = payload;
  const room = GUTTER - 12;
  const row = (name: string, y: number, kind = 'row-name'): Child => {
    const size = Math.min(plan.font, (plan.font * room) / Math.max(1, measure(name, plan.font, 700)));
    return s('text', { class: kind, x: GUTTER - 8, y: y + 3.6, 'text-anchor': 'end', 'font-size': size }, name);
  };
  const middle = ([from, to]: Band): number => (from + to) / 2;
  return [
    plan.banks && row(words.countryName(border.left), middle(plan.banks.left)),
    plan.banks && row(words.countryName(border.right), middle(plan.banks.right)),
    // A closed strip has its button there.
    plan.mode !== 'line' && words.row !== null && row(words.row, plan.places),
    plan.mode !== 'line' && row(text.strip.line, plan.line, 'row-name main-row'),
  ];
}
