/** The rows of the table: a grid whose rows are stops of their own. Roles are spelled out, as a narrow page lays rows out as blocks. */

import type { Entry } from '../data/atlas';
import { type Child, h } from '../dom/element';
import { label } from '../dom/prose';
import { sourcesOf } from '../filter/shown';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { count } from '../text/format';
import { nameIn } from '../text/names';
import { dateCell, deathsCell, kmCell, offsetCell, precisionCell } from './cells';
import type { Column } from './order';

/** @param index place among all rows, the heading being the first */
export function tableRow(entry: Entry, index: number, { register, store }: Context): HTMLTableRowElement {
  const { feature } = entry;
  const name = nameIn(feature, store.now.language);
  const selected = feature.id === store.now.selection;
  const row = h(
    'tr',
    { role: 'row', tabindex: -1, 'aria-rowindex': index, 'aria-selected': String(selected) },
    cell('km', kmCell(feature)),
    cell('offset', offsetCell(feature)),
    cell('kind', symbolSvg(entry.family, 20, entry.fill), h('span', {}, label(register.kind(feature).label, {}, 60))),
    cell('name', label(name.text, name.lang === undefined ? {} : { lang: name.lang, dir: name.dir }, 200)),
    cell('date', label(dateCell(feature, register), {}, 90)),
    cell('deaths', deathsCell(feature, register)),
    cell('precision', precisionCell(feature)),
    cell('sources', count(sourcesOf(feature))),
  );
  row.dataset['id'] = feature.id;
  return row;
}

function cell(column: Column, ...children: Child[]): HTMLTableCellElement {
  const empty = children.every((child) => child === '');
  // A narrow page shows cells without their headings: there the words stand before the value.
  const heading = h('span', { class: 'table-word' }, text.table.columns[column]);
  return h('td', { class: `c-${column}`, role: 'gridcell' }, !empty && WORDED.has(column) && heading, ...children);
}

const WORDED: ReadonlySet<Column> = new Set<Column>(['km', 'deaths', 'precision', 'sources']);
