/**
 * All text of the interface, in English. Nothing else in the browser side holds words for readers.
 *
 * Values that come from data are passed in as text and reach the page through `textContent`.
 */

const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);
const number = (n: number): string => new Intl.NumberFormat('en-GB').format(n);

export const en = {
  locale: 'en-GB',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],

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
    tools: 'Map tools',
    views: 'Views',
    mapLabel: (atlas: string) => `Map of the ${atlas}. Arrow keys move it, plus and minus zoom.`,
  },

  views: {
    map: 'Map',
    layers: 'Layers',
    sources: 'Sources',
  },

  panel: {
    open: 'Open layers and legend',
    close: 'Close layers and legend',
    maps: 'Other maps',
    index: 'All maps',
    layers: 'Layers',
    shown: 'Shown',
    countOf: (shown: number, total: number) => `${number(shown)} of ${number(total)}`,
    countSpoken: (name: string, shown: number, total: number) =>
      shown === total ? `${name}, ${number(total)}` : `${name}, ${number(shown)} of ${number(total)} on the map`,
    howSure: 'How sure',
    status: 'Last documented status',
    notOnMap: 'Not on the map',
    unplaced: 'No place known',
    wide: 'Known only to more than 50 km',
    showList: (title: string, n: number) => `${title}: ${number(n)}. Show the list`,
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
    line: (every: string) => `The border; posts every ${every} km`,
    crisp: 'Placed to 500 m or better',
    circle: 'Circle: the true place lies within it',
    soft: 'District only, no pin. Number of entries',
    deaths: 'Larger: more deaths. Hollow: deaths not stated',
    course: 'Course schematic, not surveyed',
    joined: (labels: readonly string[]) => labels.join(', '),
  },

  place: {
    km: (value: string) => `km ${value}`,
    aboutKm: (value: string) => `about km ${value}`,
    kmRange: (from: string, to: string) => `km ${from} to ${to}`,
    between: (from: string, to: string) => `somewhere between km ${from} and km ${to}`,
    off: (distance: string) => `${distance} off the line`,
    offOnSide: (distance: string, country: string) => `${distance} off the line, in ${country}`,
    offWithin: (distance: string, own: string) => `${distance} off the line, less than its own ±${own}: no side claimed`,
    offSideBySource: (distance: string, own: string, country: string) =>
      `${distance} off the line, less than its own ±${own}; the source places it in ${country}`,
    at: (name: string) => `at ${name}`,
    near: (name: string) => `near ${name}`,
    along: (km: string, name: string) => `${km} km along the line to ${name}`,
    aboutAlong: (km: string, name: string) => `about ${km} km along the line to ${name}`,
    miniLine: (where: string) => `The whole line with its crossings; this place at ${where}`,
  },

  precision: {
    levels: { district: 'district', province: 'province' },
    crisp: (radius: string) => `The true place lies within ${radius} of the symbol.`,
    circle: (radius: string) => `The true place lies within ${radius} of the symbol; the circle on the map has that radius.`,
    soft: (level: string, radius: string) =>
      `Sources name only the ${level}. The true place lies somewhere within ${radius}; there is no pin.`,
    softUnnamed: (radius: string) => `The true place lies somewhere within ${radius}; there is no pin.`,
    none: (radius: string) => `Known only within ${radius}: too wide for the map, listed and counted only.`,
    noPlace: 'No place is known; the entry stands in lists only.',
    unknown: 'How well the place is known is not documented.',
    stretch: 'A stretch of the border itself, measured on the line of this atlas.',
    courseUnknown: 'The course is schematic, not surveyed.',
    course: (radius: string) => `The course is schematic, not surveyed; the true one lies within ${radius} of it.`,
    whyUnplaced: (reason: string) => `Why: ${reason}`,
    position: (source: string) => `Position: ${source}`,
  },

  drawer: {
    close: 'Close details',
    undated: 'undated',
    lastDocumented: (date: string) => `last documented ${date}`,
    context: 'Background to the border, not on it',
    disagree: 'Sources disagree',
    facts: 'Facts',
    deaths: 'Deaths',
    deathsNotStated: 'not stated',
    deathsRange: (best: string, low: string, high: string) => `${best} (${low}–${high})`,
    deathsSpan: (low: string, high: string) => `${low}–${high}`,
    deathsAtLeast: (low: string) => `at least ${low}`,
    deathsAtMost: (high: string) => `at most ${high}`,
    notes: 'Notes',
    timeline: 'Timeline',
    samePoint: 'Same point on the map',
    moreHere: (n: number) => `and ${number(n)} more`,
    sources: (n: number) => plural(n, 'One source', `${number(n)} sources`),
    noSource: 'No source given',
    unknownSource: (key: string) => `Source “${key}” is not described`,
    yes: 'yes',
    no: 'no',
    earlier: 'Earlier',
    later: 'Later',
    west: 'West',
    east: 'East',
    walk: 'Neighbours',
    backToList: (n: number) => `Back to the list of ${number(n)}`,
    showAll: (length: number) => `Show all ${number(length)} characters`,
  },

  cite: {
    title: 'Cite this',
    copy: 'Copy',
    copied: 'Copied',
    selectedText: 'Selected: copy it with your keyboard or menu',
    sentence: (parts: { name: string; place: string; atlas: string; version: string; facts: string; address: string }) =>
      `“${parts.name}”${parts.place ? `, ${parts.place}` : ''}. ${parts.atlas}, border atlas; line: ${parts.version}${
        parts.facts ? `; facts to ${parts.facts}` : ''
      }. ${parts.address}`,
  },

  lists: {
    here: (n: number) => `${number(n)} at this place`,
    unplaced: 'No place known',
    wide: 'Known only to more than 50 km',
    district: 'Placed only to the district here',
    unplacedNote: 'These entries are documented, but no source gives a place that could be drawn.',
    wideNote: 'The radius within which the true place lies is too wide to be drawn honestly.',
    districtNote: 'The disc of each is larger than this view, so it is not drawn here.',
    empty: 'Nothing to list.',
    more: (n: number) => `Show ${number(n)} more`,
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
    furtherCredits: (n: number) => plural(n, '1 further credit', `${number(n)} further credits`),
  },

  sheet: {
    label: 'Layers, sources and details',
    grip: 'Height of the sheet',
    heights: { peek: 'low', half: 'half', full: 'full' },
  },
};
