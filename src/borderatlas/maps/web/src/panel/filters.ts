/** The fold-out with every filter. Each option says how many features choosing it would leave. */

import { type Child, fill, h } from '../dom/element';
import { label } from '../dom/prose';
import { type OptionCounts, THRESHOLDS, countOptions } from '../filter/counts';
import { inForce, kindName, statusName } from '../filter/demands';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import type { Filters } from '../state/store';
import { text } from '../text/catalogue';
import { count, metres } from '../text/format';

/** From so many options on, a list is searched and scrolls. */
const LONG = 9;

type Lists = 'kinds' | 'statuses' | 'actors';

/** A group of options that follows the state. */
interface Group {
  readonly element: HTMLElement;
  show(counts: OptionCounts, filters: Filters): void;
}

export interface FilterForm {
  readonly element: HTMLElement;
}

export function filterForm(context: Context): FilterForm {
  const { atlas, store } = context;
  const on = h('span', { class: 'count' });
  const body = h('div', { class: 'filter-groups' });
  const element = h('details', { class: 'filters' }, h('summary', {}, text.filter.filters, ' ', on), body);
  let groups: readonly Group[] | null = null;

  const show = (): void => {
    const filters = inForce(context, store.now).filter(({ demand }) => demand !== 'years' && demand !== 'km' && demand !== 'layers');
    on.textContent = filters.length > 0 ? text.filter.filtersOn(filters.length) : '';
    if (!element.open) return;
    const counts = countOptions(atlas.entries, store.now);
    if (!groups) {
      groups = build(context, counts);
      fill(body, groups.map((group) => group.element));
    }
    for (const group of groups) group.show(counts, store.now.filters);
  };
  // Nothing is counted for a reader who does not look.
  element.addEventListener('toggle', show);
  store.subscribe((now, before) => {
    if (choiceChanged(now, before)) show();
  });
  show();
  return { element };
}

/** One group for each thing in which the features of the page differ. */
function build(context: Context, counts: OptionCounts): Group[] {
  const { features } = context.register.payload;
  const groups: (Group | false)[] = [
    counts.kinds.size > 1 && several('kinds', text.filter.kinds, counts.kinds, (kind) => kindName(context, kind), context),
    counts.statuses.size > 1 && several('statuses', text.filter.statuses, counts.statuses, (status) => statusName(context, status), context),
    counts.actors.size > 1 && several('actors', text.filter.actors, counts.actors, (actor) => actor, context),
    features.some(({ deaths }) => deaths !== undefined) &&
      threshold('deaths', 'deaths', text.filter.deaths, text.filter.deathsAtLeast, context),
    features.some(({ precision_m }) => precision_m !== undefined) &&
      threshold('within', 'within_m', text.filter.precision, (radius) => text.filter.within(metres(radius)), context),
    features.some(({ sources }) => sources.length > 1) &&
      threshold('sources', 'sources', text.filter.sources, text.filter.sourcesAtLeast, context),
  ];
  return groups.filter((group) => group !== false);
}

/** Options of which any number can be chosen; none chosen asks for nothing. */
function several(
  group: Lists,
  title: string,
  counts: ReadonlyMap<string, number>,
  nameOf: (value: string) => string,
  { store }: Context,
): Group {
  const options = [...counts.keys()]
    .map((value) => ({ value, name: nameOf(value) }))
    .sort((a, b) => (counts.get(b.value) ?? 0) - (counts.get(a.value) ?? 0) || a.name.localeCompare(b.name))
    .map((option) => {
      const input = h('input', { type: 'checkbox' });
      input.addEventListener('change', () => {
        const chosen = new Set(store.now.filters[group]);
        if (input.checked) chosen.add(option.value);
        else chosen.delete(option.value);
        store.set({ filters: { ...store.now.filters, [group]: chosen } });
      });
      const row = optionRow(input, label(option.name, {}, 80));
      return { ...option, input, ...row };
    });
  const long = options.length >= LONG;
  const list = h('div', { class: long ? 'options long' : 'options' }, options.map(({ element }) => element));
  return {
    element: h('fieldset', {}, h('legend', {}, title), long && group === 'actors' && finder(options), list),
    show(now, filters) {
      for (const { value, input, tell } of options) {
        input.checked = filters[group].has(value);
        tell(now[group].get(value) ?? 0);
      }
    },
  };
}

/** A field that leaves only the options whose names hold what was typed. */
function finder(options: readonly { readonly name: string; readonly element: HTMLElement }[]): Child {
  const none = h('p', { class: 'quiet', role: 'status' });
  const input = h('input', { type: 'search', class: 'find', placeholder: text.filter.searchActors, 'aria-label': text.filter.searchActors, autocomplete: 'off' });
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    let left = 0;
    for (const { name, element } of options) {
      element.hidden = !name.toLowerCase().includes(wanted);
      if (!element.hidden) left += 1;
    }
    none.textContent = left === 0 ? text.filter.noActor : '';
  });
  return [input, none];
}

/** One of a few thresholds, or none. */
function threshold(
  group: keyof typeof THRESHOLDS,
  member: 'deaths' | 'within_m' | 'sources',
  title: string,
  nameOf: (value: number) => string,
  { store }: Context,
): Group {
  const options = [null, ...THRESHOLDS[group]].map((value) => {
    const input = h('input', { type: 'radio', name: `filter-${group}` });
    input.addEventListener('change', () => store.set({ filters: { ...store.now.filters, [member]: value } }));
    return { value, input, ...optionRow(input, value === null ? text.filter.any : nameOf(value)) };
  });
  return {
    element: h('fieldset', {}, h('legend', {}, title), h('div', { class: 'options' }, options.map(({ element }) => element))),
    show(counts, filters) {
      for (const { value, input, tell } of options) {
        // A threshold that only a link can ask for stands in none of the rows; its chip tells it.
        input.checked = filters[member] === value;
        tell(value === null ? counts.any[group] : (counts[group].get(value) ?? 0));
      }
    },
  };
}

function optionRow(input: HTMLInputElement, name: Child): { readonly element: HTMLElement; readonly tell: (n: number) => void } {
  const number = h('span', { class: 'count' });
  const element = h('label', { class: 'option' }, input, h('span', {}, name), number);
  return {
    element,
    tell(n) {
      number.textContent = count(n);
      element.classList.toggle('none', n === 0);
    },
  };
}
