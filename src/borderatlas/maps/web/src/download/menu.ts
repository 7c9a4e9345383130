/** "Download what I see": the features that are shown, each licence in files of its own, and the line. */

import { icon } from '../controls/icons';
import { type Child, button, fill, h } from '../dom/element';
import { label } from '../dom/prose';
import { choiceChanged, isShown } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { csvOf } from './csv';
import { geojsonOf, lineGeojson } from './geojson';
import { gpxOf, isWaypoint } from './gpx';
import { fileName, type Parcel, parcels, slug } from './parcel';
import { isFramed, save } from './save';

interface Format {
  readonly name: string;
  readonly extension: string;
  readonly type: string;
  readonly write: (parcel: Parcel) => string;
}

const GEOJSON: Format = { name: 'GeoJSON', extension: 'geojson', type: 'application/geo+json', write: geojsonOf };
const CSV: Format = { name: 'CSV', extension: 'csv', type: 'text/csv;charset=utf-8', write: csvOf };
const GPX: Format = { name: 'GPX', extension: 'gpx', type: 'application/gpx+xml', write: gpxOf };

const PANEL_ID = 'atlas-downloads';

export function downloadMenu(context: Context): HTMLElement {
  const panel = h('div', { class: 'downloads', id: PANEL_ID, role: 'group', 'aria-label': text.download.label, hidden: true });
  const opener = button(
    { class: 'small download-opener', 'aria-expanded': 'false', 'aria-controls': PANEL_ID },
    () => open(panel.hidden),
    icon('download'),
    h('span', {}, text.download.open),
  );
  const element = h('div', { class: 'download' }, opener, panel);
  const open = (wanted: boolean): void => {
    panel.hidden = !wanted;
    opener.setAttribute('aria-expanded', String(wanted));
    if (wanted) fill(panel, content(context));
  };
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    open(false);
    opener.focus();
    event.preventDefault();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) open(false);
  });
  context.store.subscribe((now, before) => {
    // What the panel counts is no longer what is shown.
    if (!panel.hidden && (now.view !== before.view || choiceChanged(now, before))) open(false);
  });
  return element;
}

function content({ atlas, store }: Context): Child {
  const { payload } = atlas;
  const told = h('p', { class: 'quiet', role: 'status' });
  const offer = (format: Format, name: string, write: () => string): HTMLElement =>
    button({ class: 'small' }, () => (told.textContent = saved(format, name, write)), format.name);
  const found = parcels(atlas.entries.filter((entry) => isShown(entry, store.now)), payload);
  const several = found.length > 1;
  return [
    found.length === 0 && h('p', {}, text.download.nothing),
    found.map((parcel) => {
      const name = (format: Format): string => fileName(payload, format.extension, several ? parcel.licence : undefined);
      const placed = parcel.features.filter(isWaypoint).length;
      const formats = placed > 0 ? [GEOJSON, CSV, GPX] : [GEOJSON, CSV];
      return h(
        'section',
        {},
        h('h3', {}, label(text.download.features(parcel.features.length, parcel.licence))),
        h('div', { class: 'row' }, formats.map((format) => offer(format, name(format), () => format.write(parcel)))),
        placed > 0 && h('small', {}, text.download.gpxNote(placed)),
      );
    }),
    h(
      'section',
      {},
      h('h3', {}, label(text.download.line(payload.border.licence))),
      h('div', { class: 'row' }, offer(GEOJSON, `borderatlas-line-${slug(payload.border.licence)}.geojson`, () => lineGeojson(payload))),
    ),
    h('p', { class: 'quiet' }, text.download.note),
    isFramed() && h('p', { class: 'quiet' }, text.download.framed),
    told,
  ];
}

function saved({ type }: Format, name: string, write: () => string): string {
  try {
    save(write(), type, name);
    return text.download.saved(name);
  } catch (error) {
    console.error(error);
    return text.download.failed;
  }
}
