/** What is known of a feature, as a list of terms; nested values become nested lists. */

import type { Fact, Feature, Field } from '../data/types';
import { type Child, h } from '../dom/element';
import { outwardLink, safeHref } from '../dom/link';
import { label, prose } from '../dom/prose';
import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { count, list, partialDate, shortened, words } from '../text/format';
import { section } from './section';

type Fields = Readonly<Record<string, Field>>;

/** Values this deep or deeper are cut off: no layer means to nest so far. */
const DEEPEST = 6;
/** Already told in the row of deaths. */
const TOLD = new Set(['fatalities_low', 'fatalities_best', 'fatalities_high']);
/** Keys whose whole numbers are years, not amounts. */
const YEARS = /(^|_)(year|years|since|built|opened|founded|commissioned|completed|started|closed)(_|$)/;

export function facts(feature: Feature, { register }: Context): Child {
  const fields = register.payload.fields;
  const others = (feature.facts ?? []).filter(([key]) => !feature.deaths || !TOLD.has(key));
  const rows: Child[] = [
    feature.deaths && pair(text.drawer.deaths, deaths(feature.deaths)),
    others.map(([key, value]) => pair(own(fields, key)?.label ?? words(key), valueOf(value, key, fields, 0))),
  ];
  const empty = !feature.deaths && others.length === 0;
  return [
    !empty && section(text.drawer.facts, h('dl', { class: 'facts' }, rows)),
    feature.notes !== undefined && section(text.drawer.notes, prose('p', feature.notes, { class: 'notes' })),
  ];
}

/** The best count with its bounds, in the words that fit what is stated. */
export function deaths({ low, best, high }: NonNullable<Feature['deaths']>): string {
  const bounds = low !== undefined && high !== undefined;
  if (best !== undefined) {
    return bounds && (low !== best || high !== best) ? text.drawer.deathsRange(count(best), count(low), count(high)) : count(best);
  }
  if (bounds) return low === high ? count(low) : text.drawer.deathsSpan(count(low), count(high));
  if (low !== undefined) return text.drawer.deathsAtLeast(count(low));
  if (high !== undefined) return text.drawer.deathsAtMost(count(high));
  return text.drawer.deathsNotStated;
}

function pair(term: string, value: Child): Child {
  return [h('dt', {}, label(term)), h('dd', {}, value)];
}

function valueOf(value: Fact, key: string, fields: Fields, depth: number): Child {
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return listOf(value as readonly Fact[], key, fields, depth);
  if (typeof value !== 'object') return scalar(value as string | number | boolean, key, fields);
  const members = Object.entries(value as Readonly<Record<string, Fact | null>>).filter(
    (entry): entry is [string, Fact] => entry[1] !== null && entry[1] !== '',
  );
  return h(
    'dl',
    { class: 'nested' },
    members.map(([name, member]) => pair(own(fields, name)?.label ?? words(name), valueOf(member, name, fields, depth + 1))),
  );
}

function listOf(items: readonly Fact[], key: string, fields: Fields, depth: number): Child {
  const plain = items.every((item) => typeof item !== 'object' && !(typeof item === 'string' && (item.length > 60 || safeHref(item) !== null)));
  if (plain) return prose('span', list(items.map((item) => spoken(item as string | number | boolean, key, fields))));
  return h(
    'ul',
    {},
    items.map((item) => h('li', {}, valueOf(item, key, fields, depth + 1))),
  );
}

function scalar(value: string | number | boolean, key: string, fields: Fields): Child {
  const shown = spoken(value, key, fields);
  if (typeof value === 'string' && safeHref(value) !== null) return outwardLink(value, shortened(shown, 90));
  return prose('span', shown);
}

function spoken(value: string | number | boolean, key: string, fields: Fields): string {
  if (typeof value === 'boolean') return value ? text.drawer.yes : text.drawer.no;
  const unit = own(fields, key)?.unit;
  const shown = typeof value === 'string' ? partialDate(value) : amount(value, key, unit);
  return unit === undefined || (typeof value === 'string' && !/^[\d.,~<>≈ –-]+$/.test(value)) ? shown : `${shown} ${unit}`;
}

function amount(value: number, key: string, unit: string | undefined): string {
  const year = unit === undefined && Number.isInteger(value) && value >= 1000 && value <= 2999 && YEARS.test(key);
  return year ? String(value) : count(value, 6);
}
