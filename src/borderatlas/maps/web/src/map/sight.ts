/** Which stretches of the line a view shows. Pure. */

import type { BorderLine } from '../data/border';
import type { Point } from '../data/course';

export type Sight = readonly [from: number, to: number];

/** The steps in which the line is looked at: a kilometre, finer on a short line, coarser on one of thousands. */
const STEPS = 1400;
/** The line winds in and out of view at the edge; absences of fewer steps are none. */
const GAP_STEPS = 6;
/** Part of the line at each end without which it still counts as wholly in view. */
const ENDS = 0.006;

/** West to east; a view that shows none of the line has none. */
export function sightOf(border: Pick<BorderLine, 'lengthKm' | 'atKm'>, isSeen: (place: Point) => boolean): Sight[] {
  const found: [number, number][] = [];
  const end = border.lengthKm;
  const length = end / STEPS;
  for (let step = 0; step <= STEPS; step++) {
    const km = Math.min(end, step * length);
    if (!isSeen(border.atKm(km))) continue;
    const last = found[found.length - 1];
    if (last && km - last[1] <= GAP_STEPS * length) last[1] = km;
    else found.push([km, km]);
  }
  return found;
}

/** Whether a view shows the line from end to end. */
export function isWhole(sight: readonly Sight[], lengthKm: number): boolean {
  const [only, ...rest] = sight;
  return only !== undefined && rest.length === 0 && only[0] <= ENDS * lengthKm && only[1] >= (1 - ENDS) * lengthKm;
}
