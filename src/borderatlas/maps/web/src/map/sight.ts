/** Which stretches of the line a view shows. Pure. */

import type { BorderLine } from '../data/border';
import type { Point } from '../data/course';

export type Sight = readonly [from: number, to: number];

const STEP_KM = 1;
/** The line winds in and out of view at the edge; shorter absences are none. */
const GAP_KM = 6;
/** The line counts as wholly in view without its outermost kilometres. */
const ENDS_KM = 8;

/** West to east; a view that shows none of the line has none. */
export function sightOf(border: Pick<BorderLine, 'lengthKm' | 'atKm'>, isSeen: (place: Point) => boolean): Sight[] {
  const found: [number, number][] = [];
  const end = border.lengthKm;
  for (let step = 0; step <= Math.ceil(end / STEP_KM); step++) {
    const km = Math.min(end, step * STEP_KM);
    if (!isSeen(border.atKm(km))) continue;
    const last = found[found.length - 1];
    if (last && km - last[1] <= GAP_KM) last[1] = km;
    else found.push([km, km]);
  }
  return found;
}

/** Whether a view shows the line from end to end. */
export function isWhole(sight: readonly Sight[], lengthKm: number): boolean {
  const [only, ...rest] = sight;
  return only !== undefined && rest.length === 0 && only[0] <= ENDS_KM && only[1] >= lengthKm - ENDS_KM;
}
