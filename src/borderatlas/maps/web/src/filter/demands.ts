/** What the reader asks of features now, each in words and with the change that lifts it: for chips and sentences. */

import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { NO_FILTERS, type State } from '../state/store';
import { text } from '../text/catalogue';
import { count, list, metres, words } from '../text/format';
import { type Candidate, type Choice, type Demand, NO_STATUS, unmet } from './shown';

export interface InForce {
  readonly demand: Demand;
  /** For a chip or a button: `km 380–820`. */
  readonly label: string;
  /** For a sentence: `between km 380 and 820`. */
  readonly clause: string;
  /** For paper and pictures, where nothing can be opened: in full. */
  readonly words: string;
  readonly lift: Partial<Choice>;
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

/** Every demand in force, in the order in which a sentence names them. */
function asked({ register }: Pick<Context, 'register'>, state: Choice): InForce[] {
  const { years, km, filters, off } = state;
  const without = (change: Partial<State['filters']>): Partial<Choice> => ({ filters: { ...filters, ...change } });
  const words = text.choice;
  const found: InForce[] = [];
  if (off.size > 0) {
    const hidden = list(register.payload.families.filter(({ name }) => off.has(name)).map(({ title }) => title));
    found.push({ demand: 'layers', label: text.filter.layersOff, clause: text.filter.layersOffClause, words: words.without(hidden), lift: { off: new Set() } });
  }
  const lists = [
    ['kinds', (value: string) => kindName({ register }, value), text.filter.kindsMany, text.filter.kindsClause, words.kinds],
    ['statuses', (value: string) => statusName({ register }, value), text.filter.statusesMany, text.filter.statusesClause, words.statuses],
    ['actors', (value: string) => value, text.filter.actorsMany, text.filter.actorsClause, words.actors],
  ] as const;
  for (const [demand, nameOf, many, clause, inFull] of lists) {
    if (filters[demand].size === 0) continue;
    const label = named(filters[demand], nameOf, many);
    const all = list([...filters[demand]].map(nameOf).sort());
    found.push({ demand, label, clause: clause(label), words: inFull(all), lift: without({ [demand]: NO_FILTERS[demand] }) });
  }
  if (filters.deaths !== null) {
    const label = text.filter.deathsAtLeast(filters.deaths);
    found.push({ demand: 'deaths', label, clause: text.filter.withClause(label), words: label.toLowerCase(), lift: without({ deaths: null }) });
  }
  if (filters.within_m !== null) {
    const radius = metres(filters.within_m);
    const clause = text.filter.withinClause(radius);
    found.push({ demand: 'within', label: text.filter.within(radius), clause, words: clause, lift: without({ within_m: null }) });
  }
  if (filters.sources !== null) {
    const label = text.filter.sourcesAtLeast(filters.sources);
    found.push({ demand: 'sources', label, clause: text.filter.withClause(label), words: label.toLowerCase(), lift: without({ sources: null }) });
  }
  if (filters.disputed) {
    found.push({ demand: 'disputed', label: text.filter.disputed, clause: text.filter.disputedClause, words: words.disputed, lift: without({ disputed: false }) });
  }
  if (km) {
    const [from, to] = km.map((value) => count(value, 1)) as [string, string];
    found.push({ demand: 'km', label: text.filter.km(from, to), clause: text.filter.kmClause(from, to), words: words.km(from, to), lift: { km: null } });
  }
  if (years) {
    const span = text.time.span(...years);
    found.push({ demand: 'years', label: span, clause: text.filter.yearsClause(span), words: words.years(span), lift: { years: null } });
  }
  return found;
}

/** For chips and sentences on the page. Layers are told only where all are off: else their switches tell enough. */
export function inForce(context: Pick<Context, 'register'>, state: Choice): InForce[] {
  const isTold = ({ demand }: InForce): boolean => demand !== 'layers' || context.register.payload.families.every(({ name }) => state.off.has(name));
  return asked(context, state).filter(isTold);
}

/** What the reader left out, in full: paper and pictures say it beside what they show. */
export function choiceWords(context: Pick<Context, 'register'>, state: Choice): string[] {
  return asked(context, state).map(({ words }) => words);
}

/** What hides one feature now, in words. */
export function hidingWords(context: Pick<Context, 'register'>, candidate: Candidate, state: Choice): string[] {
  const missed = unmet(candidate, state);
  return asked(context, state)
    .filter(({ demand }) => missed.includes(demand))
    .map(({ demand, label }) => (demand === 'layers' ? text.hidden.layer(candidate.family.title) : label));
}

/** The change that shows a feature again and lifts nothing else; of the layers, only its own comes back. */
export function unhiding(context: Pick<Context, 'register'>, candidate: Candidate, state: Choice): Partial<Choice> {
  let change: Partial<Choice> = {};
  for (const demand of unmet(candidate, state)) {
    const now = { ...state, ...change };
    const { lift } = asked(context, now).find((entry) => entry.demand === demand) ?? {};
    const off = [...now.off].filter((name) => name !== candidate.family.name);
    change = { ...change, ...(demand === 'layers' ? { off: new Set(off) } : lift) };
  }
  return change;
}

/** What "Clear all" does; layers stay as they are. */
export const CLEARED: Pick<State, 'years' | 'km' | 'filters'> = { years: null, km: null, filters: NO_FILTERS };
