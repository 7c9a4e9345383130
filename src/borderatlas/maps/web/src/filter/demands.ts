/** What the reader asks of features now, each in words and with the change that lifts it: for chips and sentences. */

import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { NO_FILTERS, type State } from '../state/store';
import { text } from '../text/catalogue';
import { count, list, metres, words } from '../text/format';
import { type Choice, type Demand, NO_STATUS } from './shown';

export interface InForce {
  readonly demand: Demand;
  /** For a chip or a button: `km 380–820`. */
  readonly label: string;
  /** For a sentence: `between km 380 and 820`. */
  readonly clause: string;
  readonly lift: Partial<State>;
}

/** `Attack, Killing`; many are counted instead. */
function named(values: ReadonlySet<string>, nameOf: (value: string) => string, many: (n: number) => string): string {
  return values.size > 3 ? many(values.size) : list([...values].map(nameOf).sort());
}

export function kindName({ register }: Pick<Context, 'register'>, kind: string): string {
  return own(register.payload.kinds, kind)?.label ?? words(kind);
}

export function statusName({ register }: Pick<Context, 'register'>, status: string): string {
  if (status === NO_STATUS) return text.filter.noStatus;
  return own(register.payload.statuses, status)?.label ?? words(status);
}

/** In the order in which a sentence names them. Layers are told only where all are off: else their switches tell enough. */
export function inForce(context: Pick<Context, 'register'>, state: Choice): InForce[] {
  const { years, km, filters, off } = state;
  const without = (change: Partial<State['filters']>): Partial<State> => ({ filters: { ...filters, ...change } });
  const found: InForce[] = [];
  if (off.size > 0 && context.register.payload.families.every(({ name }) => off.has(name))) {
    found.push({ demand: 'layers', label: text.filter.layersOff, clause: text.filter.layersOffClause, lift: { off: new Set() } });
  }
  const lists = [
    ['kinds', (value: string) => kindName(context, value), text.filter.kindsMany, text.filter.kindsClause],
    ['statuses', (value: string) => statusName(context, value), text.filter.statusesMany, text.filter.statusesClause],
    ['actors', (value: string) => value, text.filter.actorsMany, text.filter.actorsClause],
  ] as const;
  for (const [demand, nameOf, many, clause] of lists) {
    if (filters[demand].size === 0) continue;
    const label = named(filters[demand], nameOf, many);
    found.push({ demand, label, clause: clause(label), lift: without({ [demand]: NO_FILTERS[demand] }) });
  }
  if (filters.deaths !== null) {
    const label = text.filter.deathsAtLeast(filters.deaths);
    found.push({ demand: 'deaths', label, clause: text.filter.withClause(label), lift: without({ deaths: null }) });
  }
  if (filters.within_m !== null) {
    const radius = metres(filters.within_m);
    found.push({ demand: 'within', label: text.filter.within(radius), clause: text.filter.withinClause(radius), lift: without({ within_m: null }) });
  }
  if (filters.sources !== null) {
    const label = text.filter.sourcesAtLeast(filters.sources);
    found.push({ demand: 'sources', label, clause: text.filter.withClause(label), lift: without({ sources: null }) });
  }
  if (filters.disputed) {
    found.push({ demand: 'disputed', label: text.filter.disputed, clause: text.filter.disputedClause, lift: without({ disputed: false }) });
  }
  if (km) {
    const [from, to] = km.map((value) => count(value, 1)) as [string, string];
    found.push({ demand: 'km', label: text.filter.km(from, to), clause: text.filter.kmClause(from, to), lift: { km: null } });
  }
  if (years) {
    const span = text.time.span(...years);
    found.push({ demand: 'years', label: span, clause: text.filter.yearsClause(span), lift: { years: null } });
  }
  return found;
}

/** What "Clear all" does; layers stay as they are. */
export const CLEARED: Pick<State, 'years' | 'km' | 'filters'> = { years: null, km: null, filters: NO_FILTERS };
