/** What became of a place, in a sentence. Pure. */

import { text } from '../text/catalogue';
import { count, metres } from '../text/format';
import type { Move } from './types';

/** Places known to this radius, or better, have their kilometres with one decimal. */
const SHARP_M = 500;

/** `1.3 km away: km 545.9 → km 546.6`, no sharper than the place is known. */
export function moveWords(move: Move): string {
  const digits = move.precision_m !== undefined && move.precision_m <= SHARP_M ? 1 : 0;
  const km = (value: number | undefined): string => (value === undefined ? '' : count(value, digits));
  if (move.kind === 'placed') return text.changes.placed(km(move.new_km));
  if (move.kind === 'unplaced') return text.changes.unplaced(km(move.old_km));
  const far = move.distance_m === undefined ? '' : metres(move.distance_m);
  if (move.kind === 'moved') return text.changes.moved(far, km(move.old_km), km(move.new_km));
  const length = (value: number | undefined): string => (value === undefined ? '' : count(value / 1000, 1));
  return text.changes.reshaped(far, length(move.old_length_m), length(move.new_length_m));
}
