/**
 * All text of the interface, in English. Nothing else in the browser side holds words for readers.
 *
 * Values that come from data are passed in as text and reach the page through `textContent`.
 */

import { feature } from './en/feature';
import { finding } from './en/finding';
import { number, plural } from './en/numbers';
import { taking } from './en/taking';

export const en = {
  locale: 'en-GB',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ...feature,
  ...finding,
  ...taking,

  /** What the drawing side says on and about the map. */
  map: {
    km: (value: string) => `km ${value}`,
    within: (radius: string) => `±${radius}`,
    here: (n: number) => `${number(n)} here · click to list`,
    district: (n: number) => plural(n, 'Placed only to the district', `${number(n)} entries, placed only to the district`),
    list: 'click to list',
    schematic: 'course schematic, not surveyed',
    banks: (names: readonly string[]) => names.join(' / '),
    line: (parts: readonly string[]) => parts.join(' · '),
  },

  page: {
    eyebrow: (page: string) => `Border atlas · ${page}`,
    extent: (length: string, facts: string) => `${length} km of line${facts ? `, facts to ${facts}` : ''}`,
    subtitle: (page: string, length: string) => `${page} · ${length} km`,
    unreadable: 'The data of this page cannot be read, so no places are shown. The file may be cut short: fetch or build it again.',
    noMap: 'This page holds no map to draw on. The file may be cut short: fetch or build it again.',
    incomplete: 'Part of this page could not be drawn. The map below still works; fetch or build the file again for the rest.',
    badLink: (what: string) => `The link names something this map does not hold: ${what}`,
    dismiss: 'Dismiss',
    selected: (name: string, kind: string, place: string) => `Selected: ${name}, ${kind}${place ? `, ${place}` : ''}`,
    closed: 'Details closed',
    listed: (title: string) => `List opened: ${title}`,
  },

  regions: {
    panel: 'Layers and legend',
    rail: 'Layer switches',
    details: 'Details',
    sources: 'Sources',
    table: 'Table of features',
    tools: 'Map tools',
    strip: 'The border, drawn straight',
    views: 'Views',
    mapLabel: (atlas: string) => `Map of the ${atlas}. Arrow keys move it, plus and minus zoom.`,
  },

  views: {
    map: 'Map',
    table: 'Table',
    layers: 'Layers',
    strip: 'Strip',
    sources: 'Sources',
  },

  panel: {
    open: 'Open layers and legend',
    close: 'Close layers and legend',
    maps: 'Other maps',
    index: 'All maps',
    layers: 'Layers',
    shown: 'Shown',
    noLayers: 'This map holds no entry yet.',
    countOf: (shown: number, total: number) => `${number(shown)} of ${number(total)}`,
    countSpoken: (name: string, shown: number, total: number) =>
      shown === total ? `${name}, ${number(total)}` : `${name}, ${number(shown)} of ${number(total)} on the map`,
    howSure: 'How sure',
    status: 'Last documented status',
    notOnMap: 'Not on the map',
    events: 'Events without a known place',
    unplaced: 'Other entries without a place',
    wide: 'Known only to more than 50 km',
    outside: 'Beyond the drawn land',
    offLine: 'No kilometre: hidden by the window',
    showList: (title: string, n: number) => `${title} ${number(n)}, show the list`,
    background: 'Background',
    drawn: 'Drawn map',
    drawnNote: 'in this file, asks no server',
    online: (host: string) => `asks ${host}`,
    onlineWarning: (host: string) =>
      `Online maps are fetched from ${host} while you look: that server learns your network address and which places you view.`,
    onlineOffer: 'Online maps are off. Choosing one asks its server for pictures.',
    foot: 'Opens from a file, asks no server.',
    footOnline: (host: string) => `Asks ${host} for the background.`,
    footLink: 'Sources and licences',
  },

  legend: {
    line: 'The border, with posts that say its kilometres',
    crisp: 'Placed to 500 m or better',
    circle: 'Circle: the true place lies within it',
    soft: 'District only, no pin. Number of entries',
    deaths: 'Larger: more deaths. Hollow: deaths not stated',
    course: 'Course schematic, not surveyed',
    joined: (labels: readonly string[]) => labels.join(', '),
  },

  strip: {
    title: 'The border, drawn straight',
    legend: 'West to east. Dot: one event, size by deaths; bar: uncertainty along the line; soft bar: district only.',
    legendPlaces: 'West to east, with what stands along it.',
    caveat: 'Counts follow reporting and are no trend.',
    taller: 'Taller',
    lower: 'Lower',
    open: 'Open the strip',
    close: 'Close the strip',
    line: 'Line',
    sites: 'Crossings',
    places: 'Places',
    km: (value: string) => `km ${value}`,
    cursor: (km: string, where: string) => (where ? `${km} · ${where}` : km),
    summary: (length: string, places: number, events: number) =>
      `The border drawn straight, from km 0 in the west to km ${length} in the east: ${number(places)} ${plural(places, 'place', 'places')}, ${number(
        events,
      )} ${plural(events, 'event', 'events')}. Arrow keys walk from one to the next, Enter opens it. The table holds the same.`,
    nothing: 'Not on a feature',
    feature: (place: string, name: string, kind: string, date: string) => [place, name, kind, date].filter((part) => part !== '').join(', '),
    west: 'Western end of the stretch shown',
    east: 'Eastern end of the stretch shown',
    window: (from: string, to: string) => `km ${from} to ${to}`,
    onlyThis: 'Only the stretch seen here',
    wholeLine: 'Whole line',
  },

  note: {
    wide: (n: number) => plural(n, '1 entry is placed only to the district here.', `${number(n)} entries are placed only to the district here.`),
    listThem: (n: number) => plural(n, 'Show it', 'List them'),
  },

  sources: {
    title: 'Where this comes from',
    intro: (n: number, publishers: number) =>
      `${number(n)} sources by ${number(publishers)} publishers stand behind this page. Every feature lists its own.`,
    credits: 'Credits',
    line: 'The line',
    lineVersion: (length: string, version: string) => `${length} km on the WGS 84 ellipsoid. Version: ${version}.`,
    licence: (licence: string) => `Licence: ${licence}`,
    layers: 'Layers',
    layer: 'Layer',
    features: 'Features',
    newest: 'Newest date',
    review: 'Reviewed every',
    licenceHead: 'Licence',
    contact: 'Corrections',
    days: (n: number) => `${number(n)} ${plural(n, 'day', 'days')}`,
    overdue: (n: number) => `${number(n)} ${plural(n, 'day', 'days')}: due for review`,
    noDate: 'none',
    publishers: 'Sources by publisher',
    noPublisher: 'No publisher named',
    untitled: 'Untitled',
    backdrop: 'What the map does not show',
    disclaimer: 'Boundaries',
  },

  controls: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole line',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    dark: 'Dark colours',
    light: 'Light colours',
    language: 'Language of names',
    pointer: 'Position under the pointer',
    credits: 'Sources and licences of this map',
  },

  dialog: { close: 'Close' },

  keys: {
    button: 'Keys',
    title: 'Keys',
    where: 'Single keys work while the map, the strip, the table or the details have the focus.',
    groups: [
      {
        name: 'Everywhere',
        keys: [
          [['Tab'], 'next part: search, layers, views, map, strip, details'],
          [['Esc'], 'closes what lies on top'],
        ],
      },
      {
        name: 'Map, strip, table and details',
        keys: [
          [['/'], 'search'],
          [['M', 'T', 'S'], 'map, table, sources'],
          [['[', ']'], 'previous and next feature'],
          [['R'], 'measure distances'],
          [['?'], 'these keys'],
        ],
      },
      {
        name: 'Map',
        keys: [
          [['←', '→', '↑', '↓'], 'move'],
          [['+', '−'], 'zoom'],
        ],
      },
      {
        name: 'Strip and years',
        keys: [
          [['←', '→'], 'from feature to feature; a handle by one'],
          [['Shift', '←', '→'], 'a handle by five'],
          [['Home', 'End'], 'to the ends'],
        ],
      },
      {
        name: 'While measuring, on the map',
        keys: [
          [['Enter'], 'adds the point under the cross'],
          [['Backspace'], 'removes the last point'],
          [['Esc'], 'ends'],
        ],
      },
    ] as readonly { readonly name: string; readonly keys: readonly (readonly [key: readonly string[], does: string])[] }[],
  },

  news: {
    last: (version: string, date: string) => `Last changed in ${version}, ${date}`,
    since: (version: string, date: string) => `Changed since ${version} of ${date}`,
    told: (when: string, what: string) => (what === '' ? when : `${when}, ${what}`),
  },

  changes: {
    title: 'What changed',
    kinds: { added: 'Added', removed: 'Removed', moved: 'Moved', changed: 'Changed', renamed: 'Renamed' },
    signs: { added: '+', removed: '−', moved: '→', changed: '~', renamed: '=' },
    counted: (n: number, kind: 'added' | 'removed' | 'moved' | 'changed' | 'renamed') => `${number(n)} ${kind}`,
    nothing: 'No feature changed.',
    renamed: (before: string, now: string) => `${before} is now ${now}`,
    placed: (km: string) => (km ? `Placed at km ${km}; it had no place before` : 'Placed; it had no place before'),
    unplaced: (km: string) => (km ? `No longer placed; it stood at km ${km}` : 'No longer placed'),
    moved: (far: string, before: string, now: string) =>
      [far ? `Moved ${far}` : 'Moved', ...(before && now ? [before === now ? `still at km ${now}` : `km ${before} to km ${now}`] : [])].join(', '),
    reshaped: (far: string, before: string, now: string) =>
      [far ? `Another course, up to ${far} off` : 'Another geometry', ...(before && now ? [before === now ? `${now} km long as before` : `${before} km long before, ${now} km now`] : [])].join('; '),
    fields: (names: string) => `Changed: ${names}`,
    order: 'the same items in another order',
    beside: 'Beside the layers',
    sources: (counts: readonly string[]) => `Sources: ${counts.join(', ')}`,
    settings: (n: number) => plural(n, '1 setting of atlas.toml', `${number(n)} settings of atlas.toml`),
    line: 'The border line is another one.',
  },

  sheet: {
    label: 'Layers, sources and details',
    grip: 'Height of the sheet',
    heights: { peek: 'low', half: 'half', full: 'full' },
  },
};
