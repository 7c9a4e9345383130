/** Years along a width: one band each. Pure. */

import type { Span } from '../filter/intervals';

/** Steps between written years; the first that leaves enough room is taken. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Room that a written year wants, px. */
const LABEL = 38;

export class YearAxis {
  /** Width of a year, px. */
  readonly band: number;

  /**
   * @param whole first and last year
   * @param width px
   */
  constructor(
    readonly whole: Span,
    readonly width: number,
  ) {
    this.band = width / (whole[1] - whole[0] + 1);
  }

  /** Left edge of a year's band; the right edge of the last is the left of the next. */
  left(year: number): number {
    return (this.clamp(year, this.whole[1] + 1) - this.whole[0]) * this.band;
  }

  yearAt(x: number): number {
    return this.clamp(this.whole[0] + Math.floor(x / this.band));
  }

  clamp(year: number, last = this.whole[1]): number {
    return Math.max(this.whole[0], Math.min(last, year));
  }

  /** Years to be written below: both ends, and round years between them that leave the ends room. */
  labels(): number[] {
    const [first, last] = this.whole;
    if (first === last) return [first];
    const step = STEPS.find((years) => years * this.band >= LABEL) ?? 1000;
    const apart = LABEL / this.band;
    const round: number[] = [];
    for (let year = Math.ceil(first / step) * step; year < last; year += step) {
      if (year - first >= apart && last - year >= apart) round.push(year);
    }
    return [first, ...round, last];
  }
}
