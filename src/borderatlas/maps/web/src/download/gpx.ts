/** GPX 1.1 for phones and navigation devices: a waypoint for every place that the map marks with a symbol. Pure. */

import type { Feature, Payload } from '../data/types';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { dateSpan, kilometre, metres, partialDate } from '../text/format';
import { attribution, type Parcel } from './parcel';

/** Only where a symbol stands: a device would show the middle of a district as if it were the place. */
export function isWaypoint({ mark, points }: Pick<Feature, 'mark' | 'points'>): boolean {
  return (mark === 'crisp' || mark === 'circle') && points !== undefined && points.length > 0;
}

export function gpxOf({ features, payload, licence }: Parcel): string {
  const { page } = payload;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="borderatlas" xmlns="http://www.topografix.com/GPX/1/1">',
    '<metadata>',
    element('name', text.download.title(page.atlas, page.title)),
    element('desc', text.download.describe([...attribution(payload), licence, page.disclaimer])),
    '</metadata>',
    ...features.filter(isWaypoint).flatMap((feature) => waypoints(feature, payload)),
    '</gpx>',
    '',
  ].join('\n');
}

function waypoints(feature: Feature, payload: Payload): string[] {
  const kind = own(payload.kinds, feature.kind)?.label ?? feature.kind;
  return (feature.points ?? []).map(([lon, lat]) =>
    [
      `<wpt lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}">`,
      isDay(feature.start) && (feature.end === undefined || feature.end === feature.start) ? element('time', `${feature.start}T00:00:00Z`) : '',
      element('name', feature.name),
      element('desc', description(feature, kind, payload)),
      element('type', kind),
      '</wpt>',
    ].join(''),
  );
}

function description(feature: Feature, kind: string, { statuses }: Payload): string {
  const status = feature.status === undefined ? '' : (own(statuses, feature.status)?.label ?? feature.status);
  const parts = [
    kind,
    feature.start === undefined ? '' : dateSpan(feature.start, feature.end),
    feature.start === undefined && status !== '' ? text.table.status(status, feature.as_of === undefined ? '' : partialDate(feature.as_of)) : '',
    feature.address ? kilometre(feature.address, feature.mark) : '',
    feature.precision_m === undefined ? '' : text.map.within(metres(feature.precision_m)),
    feature.summary ?? '',
  ];
  return text.download.describe(parts.filter((part) => part !== ''));
}

const isDay = (date: string | undefined): date is string => date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date);

function element(name: string, value: string): string {
  return `<${name}>${xmlText(value)}</${name}>`;
}

/** Text of an element; characters that XML 1.0 does not know are left out. */
export function xmlText(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
