/** What the histogram counts. Pure. */

import type { Entry } from '../data/atlas';
import { type Span, yearsOf } from '../filter/intervals';
import { type Candidate, type Choice, isShown, isShownWithout } from '../filter/shown';

/** Features that may lie in a year; one that covers several years counts in each, as it is shown in each. */
export interface Bar {
  readonly year: number;
  /** Placed better than to the district. */
  readonly sure: number;
  /** Placed to the district, worse, or not at all. */
  readonly rough: number;
}

/** First and last year of any feature; null where none is dated. */
export function wholeOf(candidates: readonly Candidate[]): Span | null {
  let whole: Span | null = null;
  for (const { feature } of candidates) {
    const span = yearsOf(feature);
    if (span) whole = whole ? [Math.min(whole[0], span[0]), Math.max(whole[1], span[1])] : span;
  }
  return whole;
}

/** A bar for every year, of what passes everything but the window of years itself. */
export function barsOf(candidates: readonly Candidate[], choice: Choice, whole: Span): Bar[] {
  const sure = new Uint32Array(whole[1] - whole[0] + 1);
  const rough = new Uint32Array(sure.length);
  for (const candidate of candidates) {
    const span = yearsOf(candidate.feature);
    if (!span || !isShownWithout(candidate, choice, 'years')) continue;
    const counts = isRough(candidate) ? rough : sure;
    for (let year = Math.max(span[0], whole[0]); year <= Math.min(span[1], whole[1]); year++) counts[year - whole[0]]! += 1;
  }
  return Array.from(sure, (n, i) => ({ year: whole[0] + i, sure: n, rough: rough[i]! }));
}

function isRough({ feature: { mark } }: Candidate): boolean {
  return mark === 'soft' || mark === 'none';
}

export interface Dated {
  /** Features shown that have a date. */
  readonly dated: number;
  /** Features shown in whatever year, for want of a date. */
  readonly undated: number;
}

export function countDated(candidates: readonly Candidate[], choice: Choice): Dated {
  let dated = 0;
  let undated = 0;
  for (const candidate of candidates) {
    if (!isShown(candidate, choice)) continue;
    if (yearsOf(candidate.feature)) dated += 1;
    else undated += 1;
  }
  return { dated, undated };
}

/** Hue of the family that most dated features belong to. */
export function hueOf(entries: readonly Entry[]): Entry['family']['hue'] {
  const counts = new Map<Entry['family'], number>();
  for (const { family, feature } of entries) if (yearsOf(feature)) counts.set(family, (counts.get(family) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0].hue ?? 'slate';
}
