/** What a page can be filtered by. */

import type { Payload } from '../data/types';
import type { Filterable } from '../state/windows';
import { NO_STATUS, actorsOf } from './shown';

export function filterableOf({ features, border }: Payload): Filterable {
  return {
    kinds: new Set(features.map(({ kind }) => kind)),
    statuses: new Set(features.map(({ status }) => status ?? NO_STATUS)),
    actors: new Set(features.flatMap(actorsOf)),
    length: border.length_km,
  };
}
