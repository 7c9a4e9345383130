/** How the strip is divided at a given size. Along runs west to east; across runs from the left bank over the line to the years. Pure. */

import { linear, type Scale } from './scale';

export type Mode = 'line' | 'low' | 'tall' | 'turned';

/** From, to across the strip, px. */
export type Band = readonly [from: number, to: number];

export interface Plan {
  readonly mode: Mode;
  /** Whether west is at the top instead of at the left. */
  readonly turned: boolean;
  readonly width: number;
  readonly height: number;
  /** Kilometre to px along. */
  readonly along: Scale;
  readonly lengthKm: number;
  readonly banks: { readonly left: Band; readonly right: Band } | null;
  /** Middle of the row of symbols and their radius. */
  readonly places: number;
  readonly r: number;
  /** Whether places have their names written. */
  readonly names: boolean;
  readonly line: number;
  /** Decimal year to px across; null where the page holds no events. */
  readonly events: { readonly band: Band; readonly years: Scale; readonly span: readonly [number, number] } | null;
  /** Ends of the grid, across. */
  readonly grid: Band;
  /** Largest radius of a dot, and its growth with deaths. */
  readonly dot: { readonly base: number; readonly growth: number; readonly most: number };
  readonly font: number;
}

export const GUTTER = 92;
export const END = 16;
/** Px per kilometre on a narrow page, but for lines that this makes shorter or longer than a reader wants to scroll. */
const TURNED_SCALE = 1.15;
const SHORTEST = 480;
const LONGEST = 4000;
const TURNED_TOP = 24;
const TURNED_END = 18;

export const HEIGHTS = { line: 64, low: 172, tall: 400 } as const;
/** Without events the rows need no more than this. */
const EVENTLESS = { line: 64, low: 98, tall: 138 } as const;

/** What the plan needs to know of the page. */
export interface Extent {
  readonly lengthKm: number;
  /** First and last year of any event, both included; null where there is none. */
  readonly years: readonly [number, number] | null;
  /** Whether anything stands in the row of symbols. */
  readonly hasPlaces: boolean;
}

/** @param tall height of a tall strip with events */
export function stripHeight(mode: Mode, extent: Extent, tall: number = HEIGHTS.tall): number {
  if (mode === 'turned') return Math.ceil(TURNED_TOP + turnedLength(extent) + TURNED_END);
  return extent.years && mode === 'tall' ? tall : (extent.years ? HEIGHTS : EVENTLESS)[mode];
}

export function planFor(mode: Mode, width: number, extent: Extent, height = stripHeight(mode, extent)): Plan {
  const { lengthKm } = extent;
  if (mode === 'turned') return turnedPlan(width, height, extent);
  const tall = mode === 'tall';
  const along = linear([0, lengthKm], [GUTTER, Math.max(GUTTER + 1, width - END)]);
  const shared = { mode, turned: false, width, height, along, lengthKm };
  if (mode === 'line') {
    return { ...shared, banks: null, places: 17, r: 6.4, names: false, line: 34, events: null, grid: [34, 44], dot: LOW_DOT, font: 10.5 };
  }
  const bank = tall ? 17 : 14;
  const top = 8;
  // A row without symbols is none.
  const places = top + bank + (extent.hasPlaces ? (tall ? 32 : 14) : 0);
  const line = places + (tall ? 22 : 13);
  const right = line + (tall ? 13 : 9);
  const first = right + bank + (tall ? 14 : 10);
  const end = height - (tall ? 20 : 18);
  return {
    ...shared,
    banks: { left: [top, top + bank], right: [right, right + bank] },
    places,
    r: tall ? 8 : 6.4,
    names: tall,
    line,
    events: extent.years && eventRows(extent.years, [end, first]),
    grid: [line, end],
    dot: tall ? TALL_DOT : LOW_DOT,
    font: tall ? 11.5 : 10.5,
  };
}

const TALL_DOT = { base: 3.2, growth: 0.95, most: 9 };
const LOW_DOT = { base: 2.5, growth: 0.7, most: 6.5 };

/** @param band from the oldest year to the end of the newest one */
function eventRows([first, last]: readonly [number, number], [oldest, newest]: Band): Plan['events'] {
  return {
    band: [Math.min(oldest, newest), Math.max(oldest, newest)],
    years: linear([first, last + 1], [oldest, newest]),
    span: [first, last],
  };
}

const turnedLength = ({ lengthKm }: Extent): number => Math.min(LONGEST, Math.max(SHORTEST, lengthKm * TURNED_SCALE));

function turnedPlan(width: number, height: number, extent: Extent): Plan {
  const end = TURNED_TOP + turnedLength(extent);
  const years = [176, Math.max(200, width - 16)] as const;
  return {
    mode: 'turned',
    turned: true,
    width,
    height,
    along: linear([0, extent.lengthKm], [TURNED_TOP, end]),
    lengthKm: extent.lengthKm,
    banks: { left: [8, 32], right: [56, 80] },
    places: 94,
    r: 7,
    names: true,
    line: 44,
    events: extent.years && eventRows(extent.years, years),
    grid: [44, width],
    dot: { base: 3, growth: 0.6, most: 9 },
    font: 10.5,
  };
}

/** A point of the drawing from its two coordinates. */
export function at(plan: Pick<Plan, 'turned'>, along: number, across: number): { readonly x: number; readonly y: number } {
  return plan.turned ? { x: across, y: along } : { x: along, y: across };
}

/** Radius of an event's dot. */
export function dotRadius({ dot }: Pick<Plan, 'dot'>, deaths: number | undefined): number {
  return Math.min(dot.most, dot.base + dot.growth * Math.sqrt(deaths ?? 0));
}
