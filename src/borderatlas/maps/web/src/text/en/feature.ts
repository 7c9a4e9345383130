/** What is said of a feature and its place: drawer and lists. */

import { number, plural } from './numbers';

export const feature = {
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

  ago: {
    years: (n: number) => `${number(n)} years ago`,
    months: (n: number) => `${number(n)} months ago`,
    days: (n: number) => (n === 0 ? 'today' : `${number(n)} ${plural(n, 'day', 'days')} ago`),
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
    lastDocumented: (date: string, ago: string) => (ago === '' ? `last documented ${date}` : `last documented ${date}, ${ago}`),
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

  coordinates: {
    title: 'Coordinates',
    which: 'Which of its places',
    place: (n: number, of: number) => `Place ${number(n)} of ${number(of)}`,
    others: 'Other notations',
    notations: {
      latLon: 'Lat, lon',
      lonLat: 'Lon, lat',
      dms: 'Deg, min, sec',
      utm: 'UTM',
      mgrs: 'MGRS',
      plusCode: 'Plus code',
      geoUri: 'geo: link',
    },
    copy: (notation: string) => `Copy: ${notation}`,
    digits: (radius: string) => `WGS 84, with no more digits than ±${radius} allows.`,
    middle: (radius: string) => `The middle of the disc of ${radius}, not the place itself.`,
    middleOf: (level: string, radius: string) => `Sources name only the ${level}: this is the middle of its disc of ${radius}, not the place itself.`,
  },

  elsewhere: {
    title: 'The same place elsewhere',
    note: 'Following a link tells that site your network address and which place you look at.',
    sites: {
      osm: 'OpenStreetMap',
      googleMaps: 'Google Maps',
      googleEarth: 'Google Earth',
      copernicus: 'Copernicus Browser: satellite pictures by date',
      geonames: 'GeoNames',
      wikidata: 'Wikidata',
    },
    entry: (site: string, entry: string) => `${site} ${entry}`,
  },

  nearby: {
    space: 'Nearby along the border',
    time: 'Just before and after',
    timeNote: (days: number, km: number) => `Within ${number(days)} days and ${number(km)} km along the border.`,
    west: (km: string) => `${km} km west`,
    east: (km: string) => `${km} km east`,
    about: (distance: string) => `about ${distance}`,
    sameKm: 'at the same kilometre',
    before: (days: number) => `${number(days)} ${plural(days, 'day', 'days')} before`,
    after: (days: number) => `${number(days)} ${plural(days, 'day', 'days')} after`,
    sameDay: 'the same day',
    sameTime: 'about the same time',
    joined: (parts: readonly string[]) => parts.join(' · '),
  },

  hidden: {
    note: 'Hidden by your filters:',
    by: (parts: readonly string[]) => parts.join(' · '),
    layer: (title: string) => `layer “${title}” is off`,
    show: 'Show it',
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
    events: 'Events without a known place',
    unplaced: 'Entries without a place',
    wide: 'Known only to more than 50 km',
    outside: 'Beyond the drawn land',
    district: 'Placed only to the district here',
    offLine: 'Without a kilometre',
    source: 'Named by this source',
    unplacedNote: 'These entries are documented, but no source gives a place that could be drawn.',
    wideNote: 'The radius within which the true place lies is too wide to be drawn honestly.',
    outsideNote: 'Their places are known, but lie beyond the land that these maps draw.',
    districtNote: 'The disc of each is larger than this view, so it is not drawn here.',
    offLineNote: 'No kilometre of the line is known for these, so a window of kilometres hides them.',
    empty: 'Nothing to list.',
    more: (n: number) => `Show ${number(n)} more`,
  },
};
