/**
 * What a page carries, as `maps/payload.py` writes it. Values are data: they reach the reader through `textContent` only.
 *
 * Optional members are left out when they have no value. Dates are ISO 8601 and may be partial (`2018`, `2018-08`).
 */

import type { ChangeKind, Changes } from '../changes/types';

/** A line or ring: lon, lat in units of 1e-5 degrees, the first pair absolute, every further pair the difference to the one before. */
export type Packed = readonly number[];
export type LonLat = readonly [lon: number, lat: number];
/** Names by BCP 47 language; `en` is always there in the backdrop. */
export type Names = Readonly<Record<string, string>>;

export interface Payload {
  readonly format: 1;
  readonly page: Page;
  readonly border: BorderData;
  readonly backdrop: Backdrop;
  /** In the order of the panel. */
  readonly families: readonly Family[];
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly statuses: Readonly<Record<string, Status>>;
  /** How the keys of `Feature.facts` read. */
  readonly fields: Readonly<Record<string, Field>>;
  readonly layers: Readonly<Record<string, LayerInfo>>;
  readonly features: readonly Feature[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly credits: readonly Credit[];
  readonly basemaps: readonly BaseMap[];
  /** On a page that compares two versions: what changed. */
  readonly changes?: Changes;
}

export interface Page {
  /** `clashes` */
  readonly name: string;
  /** `Clashes and attacks` */
  readonly title: string;
  /** `Afghanistan–Tajikistan border` */
  readonly atlas: string;
  readonly summary: string;
  /** Opening view: west, south, east, north in degrees. */
  readonly home: readonly [number, number, number, number];
  readonly languages: readonly { readonly code: string; readonly label: string; readonly dir: 'ltr' | 'rtl' }[];
  /** Date of the newest fact, partial. */
  readonly facts_to?: string;
  readonly index: string;
  readonly pages: readonly { readonly name: string; readonly title: string; readonly file: string }[];
  /** What the backdrop does not show, in a sentence. */
  readonly lacks: string;
  readonly disclaimer: string;
}

export interface BorderData {
  readonly length_km: number;
  /** Version of the line, to be named with every kilometre. */
  readonly version: string;
  readonly licence: string;
  /** Full line, west to east: kilometres are measured on it. */
  readonly line: Packed;
  /** Kilometre of each vertex of `line`, in metres, first absolute, then differences. */
  readonly metres: readonly number[];
  /** Vertices of `line` at which a further part begins, for a border in several parts: none is drawn across, and no kilometre lies there. */
  readonly starts: readonly number[];
  /** Simplified line, to be drawn below zoom 8.5, part by part. */
  readonly drawn: readonly Packed[];
  readonly left: string;
  readonly right: string;
  readonly banks: Readonly<Record<string, readonly Stretch[]>>;
  readonly reaches: readonly Stretch[];
  /** Kilometre of every crossing point of the atlas, also of those that this page does not show. */
  readonly crossings: readonly number[];
}

export interface Stretch {
  readonly name: string;
  readonly names?: Names;
  readonly kind?: string;
  readonly from_km: number;
  readonly to_km: number;
}

export interface Backdrop {
  readonly bounds: readonly [number, number, number, number];
  readonly countries: readonly Area[];
  readonly provinces: readonly (Area & { readonly country: string })[];
  readonly rivers: readonly { readonly names: Names; readonly order: number; readonly quality: 'A' | 'B' | 'C'; readonly line: Packed }[];
  readonly lakes: readonly (Area & { readonly area_km2: number })[];
  readonly towns: readonly Town[];
}

export interface Area {
  /** ISO 3166-1 alpha-3, ISO 3166-2, or a lake's id. */
  readonly code: string;
  readonly names: Names;
  /** Polygons, each a list of rings. */
  readonly polygons: readonly (readonly Packed[])[];
  /** Where the name may stand, best first. */
  readonly labels: readonly LonLat[];
}

export interface Town {
  readonly names: Names;
  readonly rank: number;
  readonly population: number;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  readonly border_km?: number;
  readonly point: LonLat;
}

/** What shares a switch, a symbol and a colour. */
export interface Family {
  readonly name: string;
  readonly title: string;
  /** Key of the drawn shape: bridge, crossing, ferry, market, zone, mission, clash, energy, guard, base, tripoint, dispute, movement, reach, note. */
  readonly symbol: string;
  readonly hue: 'blue' | 'green' | 'purple' | 'vermilion' | 'amber' | 'slate';
}

export interface Kind {
  readonly family: string;
  readonly label: string;
}

export interface Status {
  readonly label: string;
  readonly fill: 'filled' | 'slash' | 'dashed' | 'hollow';
}

export interface Field {
  readonly label: string;
  readonly unit?: string;
}

export interface LayerInfo {
  readonly title: string;
  readonly licence: string;
  readonly contact: string;
  /** Days after which the layer wants a new look. */
  readonly review_days: number;
  /** Newest date that any of its features carries, partial. */
  readonly newest?: string;
  readonly total: number;
  readonly change?: LastChange;
}

/** When a layer last changed. */
export interface LastChange {
  /** The release that changed it, or after which it changed. */
  readonly version: string;
  readonly date: string;
  /** Whether it changed after that release. */
  readonly since?: true;
  /** How many features were added, removed and so on; none in the first release that has the layer. */
  readonly counts?: Readonly<Partial<Record<ChangeKind, number>>>;
  /** The first of the features that changed and are still there. */
  readonly ids?: readonly string[];
}

export type Fact = string | number | boolean | readonly Fact[] | { readonly [key: string]: Fact | null };

export interface Feature {
  readonly id: string;
  readonly layer: string;
  readonly kind: string;
  readonly name: string;
  /** Short name for the map. */
  readonly label?: string;
  readonly names?: Names;
  readonly status?: string;
  /** The status in the words of the source. */
  readonly status_note?: string;
  readonly as_of?: string;
  readonly start?: string;
  readonly end?: string;
  readonly summary?: string;
  readonly notes?: string;
  /** Degrees. One point for a place, several for a feature that names several. */
  readonly points?: readonly LonLat[];
  /** Schematic courses. */
  readonly lines?: readonly Packed[];
  /** A stretch of the border itself: from km to km. */
  readonly stretch?: readonly [from_km: number, to_km: number];
  readonly precision_m?: number;
  readonly place_level?: 'exact' | 'near' | 'district' | 'province';
  /** How the page draws the place: crisp symbol, symbol in a circle, soft disc without pin, a schematic course or stretch, or not at all. */
  readonly mark: 'crisp' | 'circle' | 'soft' | 'line' | 'none';
  readonly address?: Address;
  readonly position_source?: string;
  /** Why a feature without a place has none. */
  readonly unplaced_reason?: string;
  readonly conflicts?: readonly string[];
  readonly facts?: readonly (readonly [key: string, value: Fact])[];
  readonly timeline?: readonly (readonly [date: string, event: string])[];
  /** Key of `Payload.sources`, and what it supports. */
  readonly sources: readonly (readonly [key: string, supports?: string])[];
  readonly deaths?: { readonly low?: number; readonly best?: number; readonly high?: number };
  readonly relation: 'core' | 'context';
}

/** Where a feature stands along the border. */
export interface Address {
  readonly km_from: number;
  readonly km_to: number;
  /** Foot point's kilometre, for ordering and drawing; shown as a number only where `km_to - km_from` is below 1 km. */
  readonly km: number;
  readonly offset_m: number;
  /** ISO 3166-1 alpha-3, or `undetermined`. */
  readonly side: string;
  /** Where the side comes from. */
  readonly side_by: 'source' | 'computed' | 'none';
  /** Nearest crossing along the line. */
  readonly nearest?: { readonly id: string; readonly name: string; readonly km: number };
}

export interface Source {
  readonly title?: string;
  readonly publisher?: string;
  readonly issued?: string;
  /** Only http and https become links. */
  readonly url?: string;
  readonly note?: string;
}

export interface Credit {
  readonly text: string;
  /** For the corner of the map. */
  readonly short: string;
  readonly url?: string;
  readonly licence?: string;
}

export interface BaseMap {
  readonly name: string;
  readonly host: string;
  readonly url: string;
  readonly attribution: string;
  readonly max_zoom: number;
}
