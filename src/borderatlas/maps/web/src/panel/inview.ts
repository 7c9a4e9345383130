/** What narrows the view: windows and filters as chips, how many features are left, and the way back to all of them. */

import { button, fill, h } from '../dom/element';
import { label } from '../dom/prose';
import { icon } from '../controls/icons';
import { countShown, isNarrowed } from '../filter/counts';
import { CLEARED, type InForce, inForce } from '../filter/demands';
import { type Demand, choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import type { Filters } from '../state/store';
import { text } from '../text/catalogue';
import { count, metres } from '../text/format';
import { wholeOf } from '../time/bars';
import { filterForm } from './filters';

/** "Placed within 5 km": the precision and the number of sources that stand as chips of their own. */
const NEAR_M = 5000;
const SOURCES = 2;

export function inView(context: Context): HTMLElement {
  const { atlas, register, store } = context;
  const whole = wholeOf(atlas.entries);
  const toggles = quickToggles(context);
  const chips = h('div', { class: 'view-chips' });
  const number = h('span', { class: 'count' });
  const clear = button({ class: 'text-button' }, () => store.set(CLEARED), text.filter.clear);
  const form = filterForm(context);

  const show = (): void => {
    const { now } = store;
    const found = inForce(context, now);
    const years = found.find(({ demand }) => demand === 'years');
    const km = found.find(({ demand }) => demand === 'km');
    const asToggle = new Set(toggles.filter(({ isOn }) => isOn(now.filters)).map(({ demand }) => demand));
    const further = found.filter(({ demand }) => demand !== 'years' && demand !== 'km' && !asToggle.has(demand));
    const held = document.activeElement instanceof HTMLElement && chips.contains(document.activeElement) ? document.activeElement.dataset['demand'] : undefined;
    fill(
      chips,
      years ? chip(years, context) : whole && h('span', { class: 'view-chip whole' }, text.filter.allYears(text.time.span(...whole))),
      km ? chip(km, context) : h('span', { class: 'view-chip whole' }, text.filter.wholeLine(count(register.payload.border.length_km))),
      toggles.map(({ element }) => element),
      further.map((entry) => chip(entry, context)),
    );
    for (const { element, isOn } of toggles) element.setAttribute('aria-pressed', String(isOn(now.filters)));
    // A chip that was pressed is gone, or built anew: the focus stays among the chips.
    if (held !== undefined) (chips.querySelector<HTMLElement>(`[data-demand="${held}"]`) ?? chips.querySelector('button'))?.focus();
    const narrowed = isNarrowed(now);
    clear.hidden = !narrowed;
    number.textContent = narrowed ? text.filter.shown(countShown(atlas.entries, now), atlas.entries.length) : '';
  };
  clear.addEventListener('click', () => form.element.querySelector('summary')?.focus());
  store.subscribe((now, before) => {
    if (choiceChanged(now, before)) show();
  });
  show();
  return h(
    'section',
    { class: 'in-view' },
    h('h2', {}, h('span', {}, text.filter.title), number),
    chips,
    h('div', { class: 'filter-row' }, form.element, clear),
  );
}

function chip(entry: InForce, { store }: Context): HTMLElement {
  return button(
    { class: 'view-chip on', 'data-demand': entry.demand, 'aria-label': text.filter.lift(entry.label.slice(0, 200)) },
    () => store.set(entry.lift),
    label(entry.label, {}, 60),
    icon('close'),
  );
}

interface Toggle {
  readonly demand: Demand;
  readonly element: HTMLElement;
  readonly isOn: (filters: Filters) => boolean;
}

/** The filters that most readers want, at hand where the page holds what they ask for. */
function quickToggles({ register, store }: Context): Toggle[] {
  const { features } = register.payload;
  const toggle = (demand: Demand, name: string, isOn: Toggle['isOn'], on: Partial<Filters>, off: Partial<Filters>): Toggle => {
    const press = (): void => {
      const { filters } = store.now;
      store.set({ filters: { ...filters, ...(isOn(filters) ? off : on) } });
    };
    return { demand, isOn, element: button({ class: 'view-chip', 'data-demand': demand }, press, name) };
  };
  const all: (Toggle | false)[] = [
    features.some(({ precision_m }) => precision_m !== undefined) &&
      toggle('within', text.filter.within(metres(NEAR_M)), ({ within_m }) => within_m === NEAR_M, { within_m: NEAR_M }, { within_m: null }),
    features.some(({ sources }) => sources.length >= SOURCES) &&
      toggle('sources', text.filter.sourcesAtLeast(SOURCES), ({ sources }) => sources === SOURCES, { sources: SOURCES }, { sources: null }),
    features.some(({ conflicts }) => (conflicts?.length ?? 0) > 0) &&
      toggle('disputed', text.filter.disputed, ({ disputed }) => disputed, { disputed: true }, { disputed: false }),
  ];
  return all.filter((entry) => entry !== false);
}
