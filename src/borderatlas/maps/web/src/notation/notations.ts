/** A place in the notations that maps, receivers and gazetteers take, none sharper than the place is known. Pure. */

import { forward } from 'mgrs';
import { fromLatLon } from 'utm';
import { plusCode } from './plus-code';
import { codeLengthFor, decimalsFor, gridDigitsFor, partsFor } from './steps';

/** A place of WGS 84, degrees, and the radius within which the true one lies, metres. */
export interface Known {
  readonly lat: number;
  readonly lon: number;
  readonly radius: number;
}

export type Notation = 'latLon' | 'lonLat' | 'dms' | 'utm' | 'mgrs' | 'plusCode' | 'geoUri';

/** A notation and what is written in it. */
export interface Written {
  readonly notation: Notation;
  readonly value: string;
}

/** In the order in which they are offered; grids that end before the poles are left out there. */
export function notations(place: Known): Written[] {
  const [lat, lon] = rounded(place);
  const all: readonly (readonly [Notation, string | null])[] = [
    ['latLon', `${lat}, ${lon}`],
    ['lonLat', `${lon}, ${lat}`],
    ['dms', degreesMinutesSeconds(place)],
    ['utm', utmOf(place)],
    ['mgrs', mgrsOf(place)],
    ['plusCode', plusCode.encode(place.lat, place.lon, codeLengthFor(place.radius))],
    ['geoUri', `geo:${lat},${lon};u=${Math.round(place.radius)}`],
  ];
  return all.flatMap(([notation, value]) => (value === null ? [] : [{ notation, value }]));
}

/** Latitude and longitude in degrees, with as many decimals as the place deserves. */
export function rounded({ lat, lon, radius }: Known): readonly [lat: string, lon: string] {
  const digits = decimalsFor(radius);
  // Adding zero turns -0 into 0.
  const text = (value: number): string => (Number(value.toFixed(digits)) + 0).toFixed(digits);
  return [text(lat), text(lon)];
}

/** `37°31'41"N 71°30'14"E`, or less of it. */
function degreesMinutesSeconds({ lat, lon, radius }: Known): string {
  const parts = partsFor(radius);
  return `${sexagesimal(lat, parts)}${lat < 0 ? 'S' : 'N'} ${sexagesimal(lon, parts)}${lon < 0 ? 'W' : 'E'}`;
}

/** @param parts in which a degree is told */
function sexagesimal(angle: number, parts: number): string {
  // Rounded as a whole, so that no 60 minutes or seconds appear.
  const whole = Math.round(Math.abs(angle) * parts);
  const degrees = `${Math.floor(whole / parts)}°`;
  if (parts === 1) return degrees;
  const minutes = `${degrees}${two(Math.floor(((whole % parts) * 60) / parts), 0)}'`;
  if (parts === 60) return minutes;
  const perMinute = parts / 60;
  const decimals = Math.round(Math.log10(parts / 3600));
  return `${minutes}${two((whole % perMinute) / (perMinute / 60), decimals)}"`;
}

/** At least two digits before the point. */
function two(value: number, decimals: number): string {
  return value.toFixed(decimals).padStart(decimals === 0 ? 2 : 3 + decimals, '0');
}

/** `42N 722400 E 4155100 N`: zone with its hemisphere, metres east and north. */
function utmOf({ lat, lon, radius }: Known): string | null {
  try {
    const { easting, northing, zoneNum } = fromLatLon(lat, lon);
    const step = 10 ** (5 - gridDigitsFor(radius));
    const metres = (value: number): number => Math.round(value / step) * step;
    return `${zoneNum}${lat < 0 ? 'S' : 'N'} ${metres(easting)} E ${metres(northing)} N`;
  } catch {
    return null;
  }
}

/** `42S YG 223 520`: the cell that the place lies in. */
function mgrsOf({ lat, lon, radius }: Known): string | null {
  const digits = gridDigitsFor(radius);
  try {
    const [, zone = '', square = '', rest = ''] = /^(\d+[A-Z])([A-Z]{2})(\d*)$/.exec(forward([lon, lat], digits)) ?? [];
    return [zone, square, rest.slice(0, digits), rest.slice(digits)].filter((part) => part !== '').join(' ');
  } catch {
    return null;
  }
}
