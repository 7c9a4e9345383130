/** Where on the strip each feature stands, and what lies under a pointer. Pure. */

import { deathsOf } from '../map/ranks';
import { type Bin, type Binned, binRadius, bins, MOST_DOTS } from './bins';
import type { Along, Content, Happening } from './content';
import { dotRadius, type Band, type Plan } from './plan';
import { stack, type Stack } from './stacks';

/** Coordinates along and across the strip, px. */
interface Placed {
  readonly members: readonly Along[];
  readonly along: number;
  readonly across: number;
  readonly hue: string;
}

/** An event, or a bin of them. */
export interface Dot extends Placed {
  readonly r: number;
  /** Deaths that no source states. */
  readonly hollow: boolean;
  /** Where along the line it may have been. */
  readonly bar: Band;
  readonly binned: boolean;
}

/** What is placed only to the district. */
export interface SoftBar extends Placed {
  readonly bar: Band;
  readonly thickness: number;
  /** Whether it is a cell of many events. */
  readonly binned: boolean;
}

export interface Marks {
  readonly stacks: readonly Stack<Along>[];
  /** Widest first. */
  readonly bars: readonly SoftBar[];
  /** Widest first. */
  readonly dots: readonly Dot[];
  readonly spots: readonly Spot[];
}

/** What can be pointed at. */
export interface Spot {
  readonly members: readonly Along[];
  readonly along: number;
  readonly across: number;
  /** Half the size, along and across. */
  readonly half: readonly [number, number];
  readonly kind: 'dot' | 'symbol' | 'bar';
}

/** Half of the box in which a dot is hit. */
const REACH = 8;

/** @param isIn whether an event lies in the window of kilometres */
export function layoutMarks(plan: Plan, content: Content, isIn: (entry: Along) => boolean): Marks {
  const soft = content.places.filter(isSoft);
  const stacks = stack(
    content.places.filter((entry) => !isSoft(entry)).map((item) => ({ item, at: plan.along(item.feature.address.km) })),
    plan.r,
    plan.turned ? [-Infinity, Infinity] : [plan.along(0), plan.along(plan.lengthKm)],
  ).map((found) => (plan.turned ? besideLine(found, plan) : found));
  const bars = soft.map((entry): SoftBar => ({ ...softBar(plan, [entry]), across: plan.places, binned: false }));
  const events = plan.events ? layoutEvents(plan, plan.events.years, content.events, isIn) : { bars: [], dots: [] };
  const allBars = [...bars, ...events.bars].sort((a, b) => length(b.bar) - length(a.bar));
  return { stacks, bars: allBars, dots: events.dots, spots: [...allBars.map(barSpot), ...events.dots.map(dotSpot), ...stackSpots(plan, stacks)] };
}

/** On the turned strip the symbols of a place stand in a row across, so each is at the same place along. */
function besideLine(found: Stack<Along>, plan: Plan): Stack<Along> {
  const most = plan.events ? 5 : 8;
  const counted = found.members.length > most;
  const shown = (counted ? found.members.slice(0, 1) : found.members).map((item) => ({ item, at: found.at }));
  return { ...found, shown, counted };
}

function layoutEvents(
  plan: Plan,
  years: (moment: number) => number,
  events: readonly Happening[],
  isIn: (entry: Along) => boolean,
): { bars: SoftBar[]; dots: Dot[] } {
  const inside = events.length > MOST_DOTS ? events.filter(isIn) : events;
  const asDots = inside.length <= MOST_DOTS ? inside : [];
  const single = new Set(asDots);
  const rest = single.size > 0 ? events.filter((event) => !single.has(event)) : events;
  const bars = [
    ...asDots.filter(isSoft).map((event): SoftBar => ({ ...softBar(plan, [event]), across: years(event.moment), binned: false })),
    ...cellsOf(rest.filter(isSoft)).map(({ members, moment }): SoftBar => ({ ...softBar(plan, members), across: years(moment), binned: true })),
  ];
  const dots = asDots.filter((event) => !isSoft(event)).map((event): Dot => {
    const { km_from: from, km_to: to, km } = event.feature.address;
    const deaths = deathsOf(event);
    return {
      members: [event],
      along: plan.along(km),
      across: years(event.moment),
      hue: event.family.hue,
      r: dotRadius(plan, deaths),
      hollow: event.family.symbol === 'clash' && deaths === undefined,
      bar: [plan.along(from), plan.along(to)],
      binned: false,
    };
  });
  const cells = cellsOf(rest.filter((event) => !isSoft(event)));
  const most = cells.reduce((largest, { members }) => Math.max(largest, members.length), 0);
  const binned = cells.map(({ km, moment, members }): Dot => {
    const along = plan.along(Math.min(km, plan.lengthKm));
    const r = binRadius(members.length, most, plan.dot.most);
    return { members, along, across: years(moment), hue: members[0]!.family.hue, r, hollow: false, bar: [along, along], binned: true };
  });
  return { bars, dots: [...binned, ...dots.sort((a, b) => length(b.bar) - length(a.bar))] };
}

/** Bins of each hue apart: a bin has one colour. */
function cellsOf(events: readonly Happening[]): Bin<Happening>[] {
  const hues = new Map<string, Binned<Happening>[]>();
  for (const event of events) {
    const binned = { item: event, km: event.feature.address.km, moment: event.moment };
    const group = hues.get(event.family.hue);
    if (group) group.push(binned);
    else hues.set(event.family.hue, [binned]);
  }
  return [...hues.values()].flatMap((group) => bins(group));
}

const isSoft = ({ feature }: Along): boolean => feature.mark === 'soft';

const length = ([from, to]: Band): number => to - from;

/** From the westernmost to the easternmost kilometre at which any of the members may lie. */
function softBar(plan: Plan, members: readonly Along[]): Omit<SoftBar, 'across' | 'binned'> {
  const from = members.reduce((least, { feature }) => Math.min(least, feature.address.km_from), Infinity);
  const to = members.reduce((most, { feature }) => Math.max(most, feature.address.km_to), -Infinity);
  const start = plan.along(from);
  const end = Math.max(start + 4, plan.along(to));
  return { members, along: (start + end) / 2, hue: members[0]!.family.hue, bar: [start, end], thickness: plan.mode === 'tall' ? 6.4 : 4.6 };
}

const barSpot = ({ members, along, across, bar }: SoftBar): Spot => ({ members, along, across, half: [Math.max(REACH, length(bar) / 2), 5], kind: 'bar' });
const dotSpot = ({ members, along, across, r }: Dot): Spot => ({ members, along, across, half: [Math.max(r, REACH), Math.max(r, REACH)], kind: 'dot' });

function stackSpots(plan: Plan, stacks: readonly Stack<Along>[]): Spot[] {
  const half = [plan.r + 1.5, plan.r + 3] as const;
  return stacks.flatMap(({ shown, members, counted }) =>
    shown.map(({ item, at }, i): Spot => ({
      members: counted ? members : [item],
      along: at,
      across: acrossOf(plan, i),
      half: counted ? [half[0] + 6, half[1]] : half,
      kind: 'symbol',
    })),
  );
}

/** Where the i-th symbol of a place stands across the strip. */
export function acrossOf(plan: Plan, i: number): number {
  return plan.turned ? plan.places + i * (2 * plan.r + 1.5) : plan.places;
}

/** The nearest symbol or dot under a pointer; else the shortest bar. */
export function spotAt(spots: readonly Spot[], along: number, across: number, slop = 0): Spot | null {
  let best: { spot: Spot; distance: number } | null = null;
  for (const spot of spots) {
    const a = Math.abs(spot.along - along);
    const b = Math.abs(spot.across - across);
    if (a > spot.half[0] + slop || b > spot.half[1] + slop) continue;
    // Bars lie under everything, the shortest on top.
    const distance = spot.kind === 'bar' ? 1e6 + spot.half[0] : Math.hypot(a, b);
    if (!best || distance <= best.distance) best = { spot, distance };
  }
  return best?.spot ?? null;
}

/** The spot that stands for a feature. */
export function spotOf(spots: readonly Spot[], id: string | null): Spot | null {
  if (id === null) return null;
  return spots.find(({ members }) => members.some(({ feature }) => feature.id === id)) ?? null;
}
