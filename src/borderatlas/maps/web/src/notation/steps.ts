/**
 * How many digits a place deserves. Pure.
 *
 * A notation is cut at the coarsest step whose rounding still leaves the place within its own radius: a digit more would tell what nobody
 * knows, a digit less would lead out of the circle.
 */

/** Length of a degree of latitude, and of a degree of longitude at the equator, metres; nowhere is one longer by a hundredth. */
const DEGREE_M = 111_320;

/**
 * The first of some steps whose half is no longer than the radius; the last where none is.
 *
 * @param steps in metres, the coarsest first
 */
function coarsest(steps: readonly number[], radius: number): number {
  const found = steps.findIndex((step) => step / 2 <= radius);
  return found < 0 ? steps.length - 1 : found;
}

const DECIMALS = [0, 1, 2, 3, 4, 5, 6].map((digits) => DEGREE_M / 10 ** digits);
/** Degrees, minutes, seconds, tenths and hundredths of a second. */
const SEXAGESIMAL = [1, 60, 3600, 36_000, 360_000].map((parts) => DEGREE_M / parts);
const GRID = [100_000, 10_000, 1000, 100, 10, 1];
/** Characters of a plus code, and how many of them make a degree of latitude. */
const CODE_LENGTHS = [4, 6, 8, 10, 11] as const;
const CODES = [1, 1 / 20, 1 / 400, 1 / 8000, 1 / 40_000].map((degrees) => DEGREE_M * degrees);

/** Decimals of degrees, from 0 to 6. */
export function decimalsFor(radius: number): number {
  return coarsest(DECIMALS, radius);
}

/** Parts that a degree is told in: 1, 60, 3600 and so on. */
export function partsFor(radius: number): number {
  return [1, 60, 3600, 36_000, 360_000][coarsest(SEXAGESIMAL, radius)]!;
}

/** Digits of each of the two numbers of a grid of metres, from 0 for 100 km to 5 for 1 m. */
export function gridDigitsFor(radius: number): number {
  return coarsest(GRID, radius);
}

/** Characters of a plus code. */
export function codeLengthFor(radius: number): number {
  return CODE_LENGTHS[coarsest(CODES, radius)]!;
}
