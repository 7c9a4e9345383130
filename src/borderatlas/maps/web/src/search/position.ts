/** Kilometres and coordinates as readers write them. Pure. */

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

const PART = /^([NSEW])?\s*([+\-−]?\d+(?:\.\d+)?)\s*[°º]?\s*(?:(\d+(?:\.\d+)?)\s*['′’]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:["″”]|'')\s*)?([NSEW])?$/i;

/**
 * `37.52 71.50`, `71.50E 37.52N`, `37,52; 71,50`, `37°31′12″N 71°30′E`. Without letters the latitude comes first, unless only
 * the other way round leads to a place that the map covers.
 *
 * @param covers whether the map has anything at a place
 */
export function readPosition(text: string, covers: (position: Position) => boolean): Position | null {
  const parts = halves(plainDigits(text).trim());
  if (!parts) return null;
  const [a, b] = parts.map(readPart);
  if (!a || !b) return null;
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
function halves(text: string): [string, string] | null {
  const patterns = [
    /^([NSEW].*?\d.*?)[\s,;]*([NSEW].*\d.*)$/i,
    /^(.*?\d.*?[NSEW])[\s,;]*(.*\d.*)$/i,
    /^([^;]+);([^;]+)$/,
    /^([^,]+),\s*([^,]+)$/,
    /^(-?\d+(?:[.,]\d+)?)[\s,]+(-?\d+(?:[.,]\d+)?)$/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const pair = match?.slice(1, 3).map((part) => part.trim().replace(/(\d),(\d)/g, '$1.$2'));
    if (pair?.every((part) => PART.test(part))) return pair as [string, string];
  }
  return null;
}

interface Part {
  readonly value: number;
  readonly axis: 'lat' | 'lon' | null;
}

function readPart(part: string): Part | null {
  const match = PART.exec(part);
  if (!match) return null;
  const [, before, degrees = '', minutes = '0', seconds = '0', after] = match;
  if (before !== undefined && after !== undefined) return null;
  const letter = (before ?? after)?.toUpperCase();
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  const signed = Number(degrees.replace('−', '-'));
  const size = Math.abs(signed) + Number(minutes) / 60 + Number(seconds) / 3600;
  const negative = degrees.startsWith('-') || degrees.startsWith('−') || letter === 'S' || letter === 'W';
  return { value: negative ? -size : size, axis: letter === undefined ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon' };
}

function valid(position: Position): Position | null {
  return Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180 ? position : null;
}
