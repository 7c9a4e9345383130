/** From kilometres and years to pixels of the strip, and where its ticks stand. Pure. */

export interface Scale {
  (value: number): number;
  /** The value under a pixel, within the domain. */
  invert(pixel: number): number;
}

export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const slope = to === from ? 0 : (end - start) / (to - from);
  const scale = (value: number): number => start + (value - from) * slope;
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  return Object.assign(scale, {
    invert: (pixel: number) => (slope === 0 ? from : Math.min(high, Math.max(low, from + (pixel - start) / slope))),
  });
}

/** Round kilometres along the line; one too near to the end gives way to the label of the length. */
export function kmTicks(length: number, every: number): number[] {
  const ticks = [0];
  for (let km = every; km <= length - every * 0.6; km += every) ticks.push(km);
  return ticks;
}

/** The round spacing of ticks, 1, 2 or 5 with zeros, that gives a line up to `most` of them: 100 km on a line of 1,344 km. */
export function kmSpacing(length: number, most = 15): number {
  const least = length / most;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}

const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100];

/** Round years between two, both included, no closer than `least` px. */
export function yearTicks(from: number, to: number, pixels: number, least: number): number[] {
  const perYear = pixels / Math.max(1, to - from);
  const step = YEAR_STEPS.find((years) => years * perYear >= least) ?? 200;
  const ticks: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  return ticks;
}

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
const MONTHS = 12;
const DAYS = 31;

/** A partial date as years: where it begins and where it ends; null where it is no date. */
function span(date: string): readonly [from: number, to: number] | null {
  const match = PARTIAL.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  const start = Number(year);
  if (month === undefined) return [start, start + 1];
  const inYear = start + (Number(month) - 1) / MONTHS;
  if (day === undefined) return [inYear, inYear + 1 / MONTHS];
  const inMonth = inYear + (Number(day) - 1) / (MONTHS * DAYS);
  return [inMonth, inMonth + 1 / (MONTHS * DAYS)];
}

/** The middle of the time that an event may have taken, in years: `2018-07` is 2018.54. */
export function moment(start: string, end?: string): number | null {
  const first = span(start);
  if (!first) return null;
  const last = end === undefined ? null : span(end);
  return (first[0] + Math.max(first[1], last?.[1] ?? first[1])) / 2;
}
