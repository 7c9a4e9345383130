/**
 * GeoJSON after RFC 7946: longitude first, WGS 84 without a `crs` member, at most seven decimals. What has no member there,
 * such as the licence, stands beside it as foreign members. The same choice gives the same bytes. Pure.
 */

import { undelta } from '../data/course';
import type { Feature, LonLat, Packed, Payload } from '../data/types';
import { text } from '../text/catalogue';
import { attribution, type Parcel, sourceTexts } from './parcel';

type Position = readonly [number, number];

export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] };

const DECIMALS = 1e7;
const UNITS = 1e5;

export function geojsonOf({ licence, features, payload }: Parcel): string {
  return written(
    {
      type: 'FeatureCollection',
      ...about(payload),
      licence,
      line: { version: payload.border.version, length_km: payload.border.length_km, licence: payload.border.licence },
    },
    features.map((feature) => ({
      type: 'Feature',
      id: feature.id,
      geometry: geometryOf(feature),
      properties: properties(feature, payload),
    })),
  );
}

/** The border itself, as finely as the page holds it. */
export function lineGeojson(payload: Payload): string {
  const { line, starts, length_km, version, licence } = payload.border;
  return written({ type: 'FeatureCollection', ...about(payload), licence }, [
    {
      type: 'Feature',
      id: 'line',
      geometry: parted(positions(line), starts),
      properties: { name: payload.page.atlas, length_km, version },
    },
  ]);
}

function parted(line: readonly Position[], starts: readonly number[]): Geometry {
  if (starts.length === 0) return { type: 'LineString', coordinates: line };
  const bounds = [0, ...starts, line.length];
  return { type: 'MultiLineString', coordinates: bounds.slice(1).map((end, i) => line.slice(bounds[i], end)) };
}

/** One feature a line, so that two versions can be compared. */
function written(head: Readonly<Record<string, unknown>>, features: readonly unknown[]): string {
  const open = JSON.stringify(head).slice(0, -1);
  return `${open},"features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}

function about(payload: Payload): Readonly<Record<string, unknown>> {
  const { page } = payload;
  return {
    title: text.download.title(page.atlas, page.title),
    ...(page.facts_to === undefined ? {} : { facts_to: page.facts_to }),
    attribution: attribution(payload),
    disclaimer: page.disclaimer,
  };
}

/**
 * Null for what has no place, and for a stretch of the border: its course is the line, which has a licence of its own, and
 * `border_address` says from where to where.
 */
export function geometryOf({ points, lines }: Pick<Feature, 'points' | 'lines'>): Geometry | null {
  if (points && points.length > 0) {
    const places = points.map(rounded);
    return places.length === 1 ? { type: 'Point', coordinates: places[0]! } : { type: 'MultiPoint', coordinates: places };
  }
  if (lines && lines.length > 0) {
    const courses = lines.map(positions);
    return courses.length === 1 ? { type: 'LineString', coordinates: courses[0]! } : { type: 'MultiLineString', coordinates: courses };
  }
  return null;
}

const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;
const rounded = ([lon, lat]: LonLat): Position => [round(lon), round(lat)];

function positions(packed: Packed): Position[] {
  const units = undelta(packed);
  return Array.from({ length: units.length / 2 }, (_, i) => [units[2 * i]! / UNITS, units[2 * i + 1]! / UNITS]);
}

/** Members without a value are left out. */
function properties(feature: Feature, payload: Payload): Readonly<Record<string, unknown>> {
  const { id: _, points: _points, lines: _lines, stretch: _stretch, mark: _mark, label: _label, address, facts, timeline, sources, ...told } = feature;
  return {
    ...told,
    ...(address === undefined ? {} : { border_address: address }),
    ...(facts === undefined ? {} : { facts: Object.fromEntries(facts) }),
    ...(timeline === undefined ? {} : { timeline: timeline.map(([date, event]) => ({ date, event })) }),
    sources: sources.length > 0 ? sourceTexts(feature, payload) : [],
  };
}
