/** Where a feature is, to be copied in the notations that other programs take, and the way to other sites that show the place. */

import type { Feature, LonLat } from '../data/types';
import { copyButton } from '../dom/copy';
import { type Child, fill, h } from '../dom/element';
import { outwardLink } from '../dom/link';
import { type Elsewhere, entriesOf, mapsOf } from '../notation/elsewhere';
import { type Known, type Written, notations } from '../notation/notations';
import { text } from '../text/catalogue';
import { metres } from '../text/format';
import { section } from './section';

/** Null for what has no place that could be written: lines, stretches, and what is known too widely or not how well. */
export function coordinates(feature: Feature): Child {
  const { mark, points = [], precision_m: radius } = feature;
  if (radius === undefined || points.length === 0 || mark === 'none' || mark === 'line') return null;
  const body = h('div', {});
  const show = (at: number): void => fill(body, placed(feature, knownAt(points[at]!, radius)));
  show(0);
  return section(text.coordinates.title, points.length > 1 && choice(points, show), body);
}

function knownAt([lon, lat]: LonLat, radius: number): Known {
  return { lat, lon, radius };
}

/** Which of several places is written. */
function choice(points: readonly LonLat[], show: (at: number) => void): HTMLElement {
  const element = h(
    'select',
    { class: 'control', 'aria-label': text.coordinates.which },
    points.map((_, i) => h('option', { value: i }, text.coordinates.place(i + 1, points.length))),
  );
  element.addEventListener('change', () => show(Number(element.value)));
  return element;
}

function note({ mark, place_level: level }: Feature, radius: number): string {
  if (mark !== 'soft') return text.coordinates.digits(metres(radius));
  const named = level === 'district' || level === 'province' ? text.precision.levels[level] : null;
  return named === null ? text.coordinates.middle(metres(radius)) : text.coordinates.middleOf(named, metres(radius));
}

function placed(feature: Feature, place: Known): Child {
  const [first, ...others] = notations(place);
  return [
    first && row(first),
    h('p', { class: 'quiet' }, note(feature, place.radius)),
    h('details', { class: 'further-notations' }, h('summary', {}, text.coordinates.others), others.map(row)),
    h(
      'details',
      { class: 'elsewhere' },
      h('summary', {}, text.elsewhere.title),
      h('p', { class: 'quiet' }, text.elsewhere.note),
      h('ul', {}, [...entriesOf(feature), ...mapsOf(place)].map((site) => h('li', {}, link(site)))),
    ),
  ];
}

function row({ notation, value }: Written): HTMLElement {
  const name = text.coordinates.notations[notation];
  const shown = h('code', { tabindex: -1, dir: 'ltr' }, value);
  return h('div', { class: 'coordinate' }, h('span', { class: 'term' }, name), shown, copyButton(() => value, shown, text.cite.copy, text.coordinates.copy(name)));
}

function link({ site, url, entry }: Elsewhere): HTMLElement {
  const name = text.elsewhere.sites[site];
  return outwardLink(url, entry === undefined ? name : text.elsewhere.entry(name, entry));
}
