/** Numbers, dates, kilometres and sentences about places, as a reader sees them. Pure: no page, no state. */

import type { Address, Feature } from '../data/types';
import { daysOf } from '../filter/intervals';
import { text } from './catalogue';

const grouped = new Map<number, Intl.NumberFormat>();
let inTenths: Intl.NumberFormat | undefined;

/** `12,345.6`: thousands grouped, at most `digits` decimals. */
export function count(value: number, digits = 0): string {
  let format = grouped.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(text.locale, { maximumFractionDigits: digits });
    grouped.set(digits, format);
  }
  return format.format(value);
}

/** `771.9`, `772.0`: always one decimal. */
export function tenths(value: number): string {
  inTenths ??= new Intl.NumberFormat(text.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return inTenths.format(value);
}

/** A distance in metres: `41 m`, `1.1 km`, `74 km`; never more digits than a reader can use. */
export function metres(value: number): string {
  const whole = Math.round(value);
  if (Math.abs(whole) < 1000) return `${whole} m`;
  const km = value / 1000;
  return Math.abs(km) < 9.95 ? `${count(km, 1)} km` : `${count(km)} km`;
}

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * A date as precise as it was given: `18 Jan 2026`, `Aug 2018`, `2018`. What is no ISO 8601 date comes back as it is.
 * No time zone takes part, so no date moves by a day.
 */
export function partialDate(iso: string): string {
  const match = PARTIAL.exec(iso);
  if (!match) return iso;
  const [, year = '', month, day] = match;
  if (month === undefined) return year;
  const name = text.months[Number(month) - 1];
  if (name === undefined) return iso;
  if (day === undefined) return `${name} ${year}`;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return iso;
  return `${Number(day)} ${name} ${year}`;
}

/** One date, or `13 Jul – 2 Aug 1993` and the like for an interval. */
export function dateSpan(start: string, end?: string): string {
  if (end === undefined || end === start) return partialDate(start);
  const from = partialDate(start);
  const to = partialDate(end);
  const year = start.slice(0, 4);
  const short = start.length > 4 && end.slice(0, 4) === year && from.endsWith(` ${year}`) ? from.slice(0, -5) : from;
  return `${short} – ${to}`;
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

/**
 * How long ago a date is: `3 years ago`, `14 months ago`, `12 days ago`. A partial date counts from its last day, so that nothing is made
 * older than it is; empty where that day has not passed or the date is none.
 *
 * @param now the reader's time
 */
export function age(iso: string, now: Date): string {
  const covered = daysOf({ start: iso });
  if (covered === null) return '';
  const days = Math.floor(now.getTime() / DAY_MS) - covered[1];
  if (days < 0) return '';
  if (days >= 2 * YEAR_DAYS) return text.ago.years(Math.floor(days / YEAR_DAYS));
  if (days >= 61) return text.ago.months(Math.floor((days * 12) / YEAR_DAYS));
  return text.ago.days(days);
}

/** Sorts partial dates; a date that stands for a longer time sorts before the dates within it. */
export function byDate(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How sharply a kilometre may be written, the sharpest first: to the tenth, whole, or only about. */
const SHARPNESSES = ['tenth', 'whole', 'about'] as const;
export type Sharpness = (typeof SHARPNESSES)[number];

/** A place in a circle has whole kilometres even where its foot on the line is short: far off the line, many places share one foot. */
export function sharpness(address: Address, mark: Feature['mark']): Sharpness {
  if (mark === 'soft') return 'about';
  return mark === 'crisp' && address.km_to - address.km_from < 1 ? 'tenth' : 'whole';
}

/** What may be said of two places together. */
export function bluntest(a: Sharpness, b: Sharpness): Sharpness {
  return SHARPNESSES.indexOf(a) > SHARPNESSES.indexOf(b) ? a : b;
}

/** A kilometre or a distance along the line, no sharper than the place is known: `771.9`, `428`, or the nearest 5. */
function sharp(km: number, how: Sharpness): string {
  if (how === 'tenth') return tenths(km);
  return count(how === 'whole' ? Math.round(km) : Math.round(km / 5) * 5);
}

/**
 * `km 771.9` where the interval is under 1 km, `km 428` where a circle is drawn, `about km 425` where only the district is known.
 * What is known too widely for the map, and a stretch of the line, have no one kilometre: `km 126 to 227`.
 */
export function kilometre(address: Address, mark: Feature['mark']): string {
  if (mark === 'none' || mark === 'line') return text.place.kmRange(count(Math.floor(address.km_from)), count(Math.ceil(address.km_to)));
  const how = sharpness(address, mark);
  const value = sharp(address.km, how);
  return how === 'about' ? text.place.aboutKm(value) : text.place.km(value);
}

/** `somewhere between km 424 and km 432`, for places whose interval is a kilometre or longer; null where `kilometre` says enough. */
export function kilometreRange(address: Address, mark: Feature['mark']): string | null {
  if (mark === 'none' || mark === 'line') return null;
  const from = Math.floor(address.km_from);
  const to = Math.ceil(address.km_to);
  return address.km_to - address.km_from < 1 ? null : text.place.between(count(from), count(to));
}

/**
 * How far off the line, and on which side. An offset that lies within the precision claims no side, unless a source names it.
 *
 * @param countryName the name of the country with an ISO 3166-1 alpha-3 code
 */
export function offsetSentence(address: Address, precision: number | undefined, countryName: (code: string) => string): string {
  const off = metres(address.offset_m);
  const within = precision !== undefined && address.offset_m <= precision;
  const known = address.side !== 'undetermined' && address.side !== '';
  if (!within) return known ? text.place.offOnSide(off, countryName(address.side)) : text.place.off(off);
  const own = metres(precision);
  if (address.side_by === 'source' && known) return text.place.offSideBySource(off, own, countryName(address.side));
  return text.place.offWithin(off, own);
}

/**
 * The nearest crossing along the line, its distance no sharper than the feature's own place.
 *
 * @param distance kilometres along the line
 */
export function nearestSentence(name: string, distance: number, how: Sharpness): string {
  if (how === 'tenth' && distance < 0.05) return text.place.at(name);
  const value = sharp(distance, how);
  if (value === '0') return text.place.near(name);
  return how === 'about' ? text.place.aboutAlong(value, name) : text.place.along(value, name);
}

/** `12 km west`, `about 25 km east`: a distance along the line, east positive, no sharper than said. */
export function alongWords(km: number, how: Sharpness): string {
  const value = sharp(Math.abs(km), how);
  if (Number(value) === 0) return text.nearby.sameKm;
  const words = km < 0 ? text.nearby.west(value) : text.nearby.east(value);
  return how === 'about' ? text.nearby.about(words) : words;
}

/** What is known of the place, in a sentence. */
export function precisionSentence(feature: Pick<Feature, 'mark' | 'precision_m' | 'place_level' | 'points' | 'lines' | 'stretch'>): string {
  if (feature.stretch) return text.precision.stretch;
  const radius = feature.precision_m === undefined ? null : metres(feature.precision_m);
  if (feature.lines && !feature.points) return radius === null ? text.precision.courseUnknown : text.precision.course(radius);
  if (!feature.points) return text.precision.noPlace;
  if (radius === null) return text.precision.unknown;
  switch (feature.mark) {
    case 'crisp':
      return text.precision.crisp(radius);
    case 'circle':
      return text.precision.circle(radius);
    case 'soft':
      return feature.place_level === 'district' || feature.place_level === 'province'
        ? text.precision.soft(text.precision.levels[feature.place_level], radius)
        : text.precision.softUnnamed(radius);
    default:
      return text.precision.none(radius);
  }
}

/** `road, foot`; items that hold commas themselves are parted by middle dots. */
export function list(items: readonly string[]): string {
  return items.join(items.some((item) => item.includes(',')) ? ' · ' : ', ');
}

/** `37.5203° N, 71.5034° E`, with as many decimals as the zoom can tell apart. */
export function coordinates(lat: number, lon: number, digits: number): string {
  const part = (value: number, positive: string, negative: string): string =>
    `${Math.abs(value).toFixed(digits)}° ${value < 0 ? negative : positive}`;
  return `${part(lat, 'N', 'S')}, ${part(lon, 'E', 'W')}`;
}

/** A key of the data as words: `length_km_alternatives` → `length km alternatives`. */
export function words(key: string): string {
  return key.replace(/[_-]+/g, ' ').trim();
}

/** Text cut to `limit` characters with an ellipsis, never within a surrogate pair. */
export function shortened(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const end = /[\uD800-\uDBFF]/.test(value.charAt(limit - 1)) ? limit - 1 : limit;
  return `${value.slice(0, end).trimEnd()}…`;
}
