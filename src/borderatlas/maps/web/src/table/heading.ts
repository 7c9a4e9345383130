/** The headings of the columns, which sort; a narrow page has a list of orders instead. */

import { button, h } from '../dom/element';
import { text } from '../text/catalogue';
import { COLUMNS, type Column, type Order } from './order';

export interface Sorter {
  readonly element: HTMLElement;
  /** Shows the order in force. */
  show(order: Order): void;
}

export function heading(press: (by: Column) => void): Sorter {
  const cells = COLUMNS.map((column) => ({
    column,
    element: h(
      'th',
      { class: `c-${column}`, scope: 'col', role: 'columnheader' },
      button({}, () => press(column), text.table.columns[column], h('span', { class: 'table-arrow', 'aria-hidden': 'true' })),
    ),
  }));
  return {
    element: h('tr', { role: 'row', 'aria-rowindex': 1 }, cells.map(({ element }) => element)),
    show({ by, descending }) {
      for (const { column, element } of cells) {
        if (column === by) element.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
        else element.removeAttribute('aria-sort');
      }
    },
  };
}

export function sortSelect(choose: (order: Order) => void): Sorter {
  const orders = COLUMNS.flatMap((by): Order[] => [
    { by, descending: false },
    { by, descending: true },
  ]);
  const worded = ({ by, descending }: Order): string => text.table.orders[by]?.[descending ? 1 : 0] ?? '';
  const element = h(
    'select',
    { class: 'control table-sort', 'aria-label': text.table.sort },
    orders.map((order, i) => h('option', { value: i }, worded(order))),
  );
  element.addEventListener('change', () => choose(orders[Number(element.value)]!));
  return {
    element,
    show({ by, descending }) {
      element.value = String(orders.findIndex((order) => order.by === by && order.descending === descending));
    },
  };
}
