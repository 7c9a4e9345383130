/** What was measured, in words. */

import { text } from '../text/catalogue';
import { count, metres } from '../text/format';
import type { Place } from './geodesic';
import { type Line, type Reading, reading } from './reading';

/** A length as sharply as a click on a map can be: `41 m`, `1.23 km`, `52.3 km`, `1,344 km`. */
export function length(value: number): string {
  if (Math.round(value) < 1000) return metres(value);
  const km = value / 1000;
  return text.measuring.km(count(km, km < 10 ? 2 : km < 1000 ? 1 : 0));
}

/** `84.2 km in 3 stretches · 71.0 km straight · 92.3 km along the border` */
export function sentence({ total, straight, along }: Reading, points: number): string {
  const parts = points > 2 ? [text.measuring.total(length(total), points - 1), text.measuring.straight(length(straight))] : [text.measuring.straight(length(straight))];
  if (along !== null) parts.push(text.measuring.along(length(along)));
  return parts.join(' · ');
}

/** What a row of points measures, in words; null where there is nothing to say. */
export function measuredWords(points: readonly Place[], line: Line): string | null {
  const measured = reading(points, line);
  return measured && sentence(measured, points.length);
}
