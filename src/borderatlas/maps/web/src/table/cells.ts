/** What the cells of a row say. Pure: no page, no state. */

import type { Feature } from '../data/types';
import { deaths } from '../drawer/facts';
import type { Register } from '../state/register';
import { text } from '../text/catalogue';
import { count, dateSpan, metres, partialDate, sharpness, tenths } from '../text/format';

/** Families that count deaths. */
const DEADLY = 'clash';

/** A kilometre no sharper than the place is known: `771.9`, `428`, `≈ 425`, `126–227`; empty where there is none. */
export function kmCell({ address, mark }: Pick<Feature, 'address' | 'mark'>): string {
  if (!address) return '';
  if (mark === 'none' || mark === 'line') return text.table.kmRange(count(Math.floor(address.km_from)), count(Math.ceil(address.km_to)));
  switch (sharpness(address, mark)) {
    case 'tenth':
      return tenths(address.km);
    case 'whole':
      return count(Math.round(address.km));
    case 'about':
      return text.table.aboutKm(count(Math.round(address.km / 5) * 5));
  }
}

/** `74 km AFG`, `within its ±`, or a dash where a distance to the line would say nothing. */
export function offsetCell({ address, mark, precision_m: precision }: Pick<Feature, 'address' | 'mark' | 'precision_m'>): string {
  if (!address || mark === 'line') return '';
  if (mark === 'soft' || mark === 'none') return text.table.noSide;
  if (precision !== undefined && address.offset_m <= precision) return text.table.within;
  return text.table.offset(metres(address.offset_m), address.side === 'undetermined' ? '' : address.side);
}

/** When it happened; for what lasts, its status and when that was last documented. */
export function dateCell(feature: Feature, register: Register): string {
  if (register.isEvent(feature)) return dateSpan(feature.start ?? '', feature.end);
  const { label } = register.status(feature);
  const date = feature.as_of ?? feature.start;
  return label === '' ? (date === undefined ? '' : partialDate(date)) : text.table.status(label, date === undefined ? '' : partialDate(date));
}

export function deathsCell(feature: Feature, register: Register): string {
  if (register.family(feature).symbol !== DEADLY) return '';
  return feature.deaths ? deaths(feature.deaths) : text.table.notStated;
}

export function precisionCell({ precision_m: precision }: Pick<Feature, 'precision_m'>): string {
  return precision === undefined ? '' : metres(precision);
}
