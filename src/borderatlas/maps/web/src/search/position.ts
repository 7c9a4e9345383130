/** Kilometres and coordinates as readers write them. Pure. */

import { readNotation } from '../notation/reading';
import { plainDigits } from './folding';

export interface Position {
  readonly lat: number;
  readonly lon: number;
}

const KM_WORD = '(?:km|kms|kilomet(?:er|re)s?|км|километр|کیلومتر|ک\\.?م\\.?)';
const KM = new RegExp(`^(${KM_WORD})?\\s*(\\d+(?:[.,]\\d+)*)(?:\\s*\\+\\s*(\\d{1,3}(?:\\.\\d+)?))?\\s*(${KM_WORD})?$`, 'iu');

/**
 * `km 541`, `541.2`, `541+200` (metres after the plus), `1,234 km`.
 *
 * @param length of the line, km: tells the comma between thousands from the decimal one
 * @returns the kilometre, which may lie beyond the line, or null where the text is no kilometre
 */
export function readKilometre(text: string, length: number): number | null {
  const match = KM.exec(plainDigits(text).trim());
  if (!match) return null;
  const [, before, number = '', metres, after] = match;
  if (before !== undefined && after !== undefined) return null;
  const km = readNumber(number, length);
  if (km === null) return null;
  const read = metres === undefined ? km : km + Number(metres) / 1000;
  // The page tells the end of the line in whole kilometres, which may lie a little beyond it.
  return read > length && read <= Math.round(length) ? length : read;
}

function readNumber(number: string, length: number): number | null {
  if (/^\d+(\.\d+)?$/.test(number)) return Number(number);
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(number)) {
    const thousands = Number(number.replace(/,/g, ''));
    if (thousands <= Math.max(length, Math.round(length))) return thousands;
  }
  return /^\d+,\d+$/.test(number) ? Number(number.replace(',', '.')) : null;
}

const DEGREES = '[+\\-−]?\\d+(?:\\.\\d+)?';
const SIXTIETHS = '\\d+(?:\\.\\d+)?';
/** Degrees, and minutes and seconds after them, parted by their signs, by colons or by blanks. */
const PART = new RegExp(
  `^([NSEW])?\\s*(${DEGREES})(?:(?:\\s*[°º:]\\s*|\\s+)(${SIXTIETHS})(?:(?:\\s*['′’:]\\s*|\\s+)(${SIXTIETHS})\\s*(?:["″”]|''|′′|’’)?|\\s*['′’])?|\\s*[°º])?\\s*([NSEW])?$`,
  'i',
);

/**
 * Degrees as readers write them, and every other notation that the page itself offers to copy.
 *
 * `37.52 71.50`, `71.50E 37.52N`, `37,52; 71,50`, `37°31′12″N 71°30′E`, `37 31 12 N 71 30 00 E`. Without letters the latitude comes
 * first, unless only the other way round leads to a place that the map covers.
 *
 * @param covers whether the map has anything at a place
 */
export function readPosition(text: string, covers: (position: Position) => boolean): Position | null {
  const plain = plainDigits(text).trim();
  return readNotation(plain, covers) ?? readDegrees(plain, covers);
}

function readDegrees(text: string, covers: (position: Position) => boolean): Position | null {
  const pair = halves(text);
  if (!pair) return null;
  const [a, b] = pair;
  if (a.axis !== null || b.axis !== null) {
    const axis = a.axis ?? (b.axis === 'lat' ? 'lon' : 'lat');
    const other = b.axis ?? (axis === 'lat' ? 'lon' : 'lat');
    if (axis === other) return null;
    return valid(axis === 'lat' ? { lat: a.value, lon: b.value } : { lat: b.value, lon: a.value });
  }
  const usual = valid({ lat: a.value, lon: b.value });
  const swapped = valid({ lat: b.value, lon: a.value });
  if (usual && covers(usual)) return usual;
  return swapped && covers(swapped) ? swapped : usual;
}

/** The two parts of a pair, parted by a letter, by a comma or semicolon, or by white space. */
function halves(text: string): readonly [Part, Part] | null {
  const patterns = [
    /^([NSEW].*?\d.*?)[\s,;]*([NSEW].*\d.*)$/i,
    /^(.*?\d.*?[NSEW])[\s,;]*(.*\d.*)$/i,
    /^([^;]+);([^;]+)$/,
    /^([^,]+),\s*([^,]+)$/,
    /^(-?\d+(?:[.,]\d+)?)[\s,]+(-?\d+(?:[.,]\d+)?)$/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const [a, b] = (match?.slice(1, 3) ?? []).map((part) => readPart(part.trim().replace(/(\d),(\d)/g, '$1.$2')));
    // `37,52 30` is not 37° and 52° 30′: where no letters tell, both halves have as many parts.
    if (a && b && (a.axis !== null || b.axis !== null || a.parts === b.parts)) return [a, b];
  }
  return null;
}

interface Part {
  readonly value: number;
  readonly axis: 'lat' | 'lon' | null;
  /** How many numbers it is told in: degrees, minutes, seconds. */
  readonly parts: number;
}

function readPart(part: string): Part | null {
  const match = PART.exec(part);
  if (!match) return null;
  const [, before, degrees = '', minutes, seconds, after] = match;
  if (before !== undefined && after !== undefined) return null;
  const letter = (before ?? after)?.toUpperCase();
  // Only the last number may have decimals.
  const whole = [minutes !== undefined && degrees, seconds !== undefined && minutes].every((number) => !number || !number.includes('.'));
  if (!whole || Number(minutes ?? 0) >= 60 || Number(seconds ?? 0) >= 60) return null;
  const signed = Number(degrees.replace('−', '-'));
  const size = Math.abs(signed) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const negative = degrees.startsWith('-') || degrees.startsWith('−') || letter === 'S' || letter === 'W';
  return {
    value: negative ? -size : size,
    axis: letter === undefined ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon',
    parts: 1 + Number(minutes !== undefined) + Number(seconds !== undefined),
  };
}

function valid(position: Position): Position | null {
  return Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180 ? position : null;
}
