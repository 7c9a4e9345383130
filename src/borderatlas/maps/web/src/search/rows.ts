/** The rows of the list of results: sign, name, and what tells the thing from others of its name. */

import { type Icon, icon } from '../controls/icons';
import { type Child, h } from '../dom/element';
import { label } from '../dom/prose';
import { isShown } from '../filter/shown';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { count, dateSpan, kilometre, partialDate } from '../text/format';
import { direction } from '../text/names';
import type { Hits } from './finder';
import type { Face, Thing } from './things';

const SIGNS: Readonly<Record<Exclude<Face['of'], 'feature'>, Icon>> = {
  town: 'town',
  river: 'water',
  lake: 'water',
  province: 'area',
  source: 'page',
  km: 'target',
  coordinates: 'target',
};

/** The name in the reader's language, where the thing has one. */
export function nameOf({ name, names }: Thing, language: string): string {
  return own(names, language) ?? name;
}

/** A group with its heading; `option` gives each row its id and its place in the order. */
export function groupRows(
  { group, things, further }: Hits,
  headId: string,
  context: Context,
  option: (thing: Thing) => Readonly<Record<string, string>>,
): HTMLElement {
  const title = h(
    'div',
    { class: 'search-group', id: headId, role: 'presentation' },
    h('span', {}, text.search.groups[group]),
    further > 0 && h('span', {}, text.search.further(further)),
  );
  return h('div', { role: 'group', 'aria-labelledby': headId }, title, things.map((thing) => row(thing, context, option(thing))));
}

function row(thing: Thing, context: Context, attributes: Readonly<Record<string, string>>): HTMLElement {
  const { language } = context.store.now;
  const translated = own(thing.names, language);
  const details = detailsOf(thing.face, context).filter((detail) => detail !== '');
  return h(
    'div',
    { class: 'search-hit', role: 'option', ...attributes },
    h('span', { class: 'search-sign' }, sign(thing.face)),
    h(
      'span',
      { class: 'search-words' },
      label(nameOf(thing, language), translated === undefined ? {} : { lang: language, dir: direction(language) }, 140),
      details.length > 0 && h('small', {}, details.map((detail, i) => [i > 0 && ' · ', label(detail, {}, 80)])),
    ),
  );
}

function sign(face: Face): Child {
  return face.of === 'feature' ? symbolSvg(face.entry.family, 20, face.entry.fill) : icon(SIGNS[face.of]);
}

function detailsOf(face: Face, { register, store }: Context): string[] {
  switch (face.of) {
    case 'feature': {
      const { feature } = face.entry;
      return [
        register.kind(feature).label,
        feature.start === undefined ? '' : dateSpan(feature.start, feature.end),
        feature.address ? kilometre(feature.address, feature.mark) : '',
        isShown(face.entry, store.now) ? '' : text.search.hidden,
      ];
    }
    case 'town':
      return [text.search.town(register.countryName(face.country), face.km === null ? '' : count(Math.round(face.km)))];
    case 'river':
      return [text.search.river];
    case 'lake':
      return [text.search.lake];
    case 'province':
      return [register.countryName(face.country)];
    case 'source': {
      const { title, publisher, issued } = face.source;
      return [
        title === undefined ? '' : (publisher ?? ''),
        issued === undefined ? text.drawer.undated : partialDate(issued),
        text.search.usedBy(face.features),
      ];
    }
    default:
      return [face.detail];
  }
}
