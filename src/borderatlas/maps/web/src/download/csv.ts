/**
 * CSV after RFC 4180, in UTF-8 without a byte order mark.
 *
 * Spreadsheets run a cell that begins like a formula: text of that kind gets an apostrophe before it. Numbers stay numbers. Pure.
 */

import type { Feature } from '../data/types';
import { attribution, type Parcel, sourceTexts } from './parcel';

export type Cell = string | number | undefined;

const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csvOf(parcel: Parcel): string {
  const { features, payload, licence } = parcel;
  const languages = [...new Set(features.flatMap(({ names }) => Object.keys(names ?? {})))].sort();
  const credit = attribution(payload).join('; ');
  const columns: readonly (readonly [name: string, cell: (feature: Feature) => Cell])[] = [
    ['id', ({ id }) => id],
    ['layer', ({ layer }) => layer],
    ['kind', ({ kind }) => kind],
    ['name', ({ name }) => name],
    ...languages.map((language) => [`name_${language}`, ({ names }: Feature) => names?.[language]] as const),
    ['status', ({ status }) => status],
    ['status_note', (feature) => feature.status_note],
    ['as_of', (feature) => feature.as_of],
    ['start', ({ start }) => start],
    ['end', ({ end }) => end],
    ['km', ({ address }) => address?.km],
    ['km_from', ({ address }) => address?.km_from],
    ['km_to', ({ address }) => address?.km_to],
    ['offset_m', ({ address }) => address?.offset_m],
    ['side', ({ address }) => address?.side],
    ['side_by', ({ address }) => address?.side_by],
    ['lon', (feature) => onlyPoint(feature)?.[0]],
    ['lat', (feature) => onlyPoint(feature)?.[1]],
    ['precision_m', (feature) => feature.precision_m],
    ['place_level', (feature) => feature.place_level],
    ['deaths_low', ({ deaths }) => deaths?.low],
    ['deaths_best', ({ deaths }) => deaths?.best],
    ['deaths_high', ({ deaths }) => deaths?.high],
    ['summary', ({ summary }) => summary],
    ['conflicts', ({ conflicts }) => conflicts?.join('; ')],
    ['sources', (feature) => sourceTexts(feature, payload).join('; ')],
    ['licence', () => licence],
    ['attribution', () => credit],
  ];
  const head = columns.map(([name]) => csvCell(name)).join(',');
  const rows = features.map((feature) => columns.map(([, cell]) => csvCell(cell(feature))).join(','));
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

/** Several points do not fit into one row: then its place stands in the GeoJSON only. */
function onlyPoint({ points }: Feature): readonly [number, number] | undefined {
  return points?.length === 1 ? points[0] : undefined;
}
