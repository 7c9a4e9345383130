/** What the reader left out, in words: paper and pictures say it beside what they show. */

import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { NO_STATUS } from '../filter/shown';
import { text } from '../text/catalogue';
import { count, list, metres } from '../text/format';

/** One sentence part for each layer, window and filter in force; empty where everything is shown. */
export function choiceWords({ register, store }: Context): string[] {
  const { off, years, km, filters } = store.now;
  const { families, statuses } = register.payload;
  const words = text.choice;
  const hidden = families.filter(({ name }) => off.has(name)).map(({ title }) => title);
  const statusName = (status: string): string => (status === NO_STATUS ? words.noStatus : (own(statuses, status)?.label ?? status));
  const kindName = (kind: string): string => own(register.payload.kinds, kind)?.label ?? kind;
  return [
    hidden.length > 0 && words.without(list(hidden)),
    years && words.years(years[0], years[1]),
    km && words.km(count(km[0], 1), count(km[1], 1)),
    filters.kinds.size > 0 && words.kinds(list([...filters.kinds].map(kindName))),
    filters.statuses.size > 0 && words.statuses(list([...filters.statuses].map(statusName))),
    filters.actors.size > 0 && words.actors(list([...filters.actors])),
    filters.within_m !== null && words.within(metres(filters.within_m)),
    filters.sources !== null && words.sources(filters.sources),
    filters.deaths !== null && words.deaths(filters.deaths),
    filters.disputed && words.disputed,
  ].filter((part): part is string => typeof part === 'string');
}
