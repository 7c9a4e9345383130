/** Reads a place back from the notations of grids, codes and links that `notations.ts` writes, as readers may write them. Pure. */

import { toPoint } from 'mgrs';
import { toLatLon } from 'utm';
import { plusCode } from './plus-code';

/** Degrees on WGS 84; of a cell its middle. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

type Covers = (place: Place) => boolean;

/**
 * `42N 722400 E 4155100 N`, `42S YG 223 520`, `8J9HGGH3+6HC`, `geo:37.528,71.504;u=150`.
 *
 * @param text with plain digits
 * @param covers whether the map has anything at a place: tells apart what can be read in two ways
 * @returns null where the text is none of these, or names no place on earth
 */
export function readNotation(text: string, covers: Covers): Place | null {
  return readGeoUri(text) ?? readPlusCode(text) ?? readUtm(text, covers) ?? readMgrs(text);
}

const NUMBER = '[-−]?\\d{1,3}(?:\\.\\d+)?';
/** RFC 5870: an altitude may follow, and parameters; Android writes the latter after a question mark. */
const GEO_URI = new RegExp(`^geo:(${NUMBER}),(${NUMBER})(?:,-?\\d+(?:\\.\\d+)?)?(?:[;?].*)?$`, 'i');

function readGeoUri(text: string): Place | null {
  const match = GEO_URI.exec(text);
  if (!match) return null;
  const [lat, lon] = match.slice(1, 3).map((part) => Number(part.replace('−', '-'))) as [number, number];
  return onEarth({ lat, lon });
}

/** Full codes only: a short one needs the name of a place beside it. */
function readPlusCode(text: string): Place | null {
  if (!plusCode.isFull(text)) return null;
  const { latitudeCenter: lat, longitudeCenter: lon } = plusCode.decode(text);
  return onEarth({ lat, lon });
}

const UTM = /^(?:utm\s+)?(\d{1,2})\s*([C-HJ-NP-X])[\s,]+(\d{1,7}(?:\.\d+)?)\s*(?:m?E)?[\s,]+(\d{1,8}(?:\.\d+)?)\s*(?:m?N)?$/i;

/** The letter is a hemisphere, as this atlas writes it, or a band of latitude, as others do: S is both. */
function readUtm(text: string, covers: Covers): Place | null {
  const match = UTM.exec(text);
  if (!match) return null;
  const [, zone = '', letter = '', easting = '', northing = ''] = match;
  const isNorthern = letter.toUpperCase() >= 'N';
  const hemispheres = letter.toUpperCase() === 'S' ? [false, true] : [isNorthern];
  const places = hemispheres.map((northern) => fromUtm(Number(easting), Number(northing), Number(zone), northern));
  return places.find((place) => place !== null && covers(place)) ?? places[0] ?? null;
}

/** Rounded metres may lie a little beyond their zone, so the package is not asked to be strict. */
function fromUtm(easting: number, northing: number, zone: number, northern: boolean): Place | null {
  if (zone < 1 || zone > 60 || easting > 1_000_000 || northing > 10_000_000) return null;
  const { latitude: lat, longitude: lon } = toLatLon(easting, northing, zone, undefined, northern, false);
  return onEarth({ lat, lon });
}

const MGRS = /^(?:mgrs\s+)?(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z][A-HJ-NP-V])\s*(\d*)\s*(\d*)$/i;
const MGRS_DIGITS = 5;

function readMgrs(text: string): Place | null {
  const match = MGRS.exec(text);
  if (!match) return null;
  const [, zone = '', band = '', square = '', first = '', second = ''] = match;
  const digits = first + second;
  if ((second !== '' && first.length !== second.length) || digits.length % 2 === 1 || digits.length > 2 * MGRS_DIGITS) return null;
  try {
    const [lon, lat] = toPoint(zone + band + square + digits);
    return onEarth({ lat, lon });
  } catch {
    // A square that its zone does not have.
    return null;
  }
}

function onEarth(place: Place): Place | null {
  return Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : null;
}
