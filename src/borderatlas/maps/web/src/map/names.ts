/** Names of sites, countries, towns, provinces and lakes, placed in this order where they find room. */

import type { GroundArea, GroundTown } from '../data/ground';
import type { Names } from '../data/types';
import { own } from '../state/lookup';
import type { Home } from './backdrop';
import type { Focus } from './focus';
import type { Frame, Rect } from './frame';
import { capitals, forMap, hasCapitals, type Lettering, type TextStyle } from './lettering';
import type { Spot } from './marks';
import type { Palette } from './palette';
import { around, textRect, type Anchor, type Placer } from './placer';
import { byZoom, FAR_ZOOM, SYMBOL_RADIUS } from './scale';

export interface NameTools {
  readonly frame: Frame;
  readonly focus: Focus;
  readonly home: Home;
  readonly placer: Placer;
  readonly palette: Palette;
  readonly lettering: Lettering;
}

/** Height of a line of text as part of its size. */
const LINE = 1.05;

/** A name in a language; English where there is none: nothing is transliterated. */
export function inLanguage(names: Names, language: string): string {
  return forMap(own(names, language) ?? own(names, 'en') ?? Object.values(names)[0] ?? '');
}

const spaced = (name: string, language: string): string => (hasCapitals(name) ? capitals(name, language) : name);

/** Writes a text at the first anchor where it fits and no side of the map cuts it. */
function write(tools: NameTools, text: string, x: number, y: number, style: TextStyle, anchors: readonly Anchor[]): Rect | undefined {
  const width = tools.lettering.width(text, style);
  const { left, right } = tools.frame.visible;
  const rects = anchors.map((anchor) => textRect(x, y, width, style.size * LINE, anchor));
  const isCut = (rect: Rect): boolean => (rect.left < left && rect.right > left) || (rect.left < right && rect.right > right);
  const rect = tools.placer.takeFirst(rects.filter((one) => !isCut(one)));
  if (rect) tools.lettering.write(text, rect.left, (rect.top + rect.bottom) / 2, style);
  return rect;
}

/** Names of sites; returns those written. */
export function nameSites(tools: NameTools, spots: readonly Spot[]): Set<string> {
  const { frame, palette } = tools;
  const written = new Set<string>();
  const style = { size: frame.zoom < 8 ? 12 : 13, weight: 700, colour: palette.ink, halo: 3.6 } as const;
  for (const { crowd, x, y, half } of spots) {
    if (crowd.group !== 'site') continue;
    const label = crowd.members.find(({ feature }) => feature.label !== undefined)?.feature.label;
    if (label === undefined || written.has(label)) continue;
    const d = half + 2;
    const anchors: Anchor[] = [
      { dx: d, dy: 0, align: 'start' },
      { dx: -d, dy: 0, align: 'end' },
      { dx: 0, dy: -d - 6, align: 'middle' },
      { dx: 0, dy: d + 7, align: 'middle' },
      { dx: d, dy: -10, align: 'start' },
      { dx: d, dy: 10, align: 'start' },
      { dx: -d, dy: -10, align: 'end' },
      { dx: -d, dy: 10, align: 'end' },
    ];
    if (write(tools, forMap(label), x, y, style, anchors)) written.add(label);
  }
  return written;
}

/** Symbols beyond the backdrop stand on bare ground: their own names say where they are. */
export function nameOutside(tools: NameTools, spots: readonly Spot[]): void {
  const { focus, palette } = tools;
  const style = { size: 12, colour: palette.ink, halo: 3.6 } as const;
  for (const { crowd, x, y, half } of spots) {
    const { feature } = crowd.members[0]!;
    const point = feature.points?.[0];
    if (crowd.members.length > 1 || !point || focus.atlas.covers(point)) continue;
    const d = half + 2;
    write(tools, forMap(feature.label ?? feature.name), x, y, style, [
      { dx: d, dy: 0, align: 'start' },
      { dx: -d, dy: 0, align: 'end' },
    ]);
  }
}

/** Farther in there are towns to go by; a line so short that it opens near this zoom keeps its countries for longer. */
const COUNTRIES_TO_ZOOM = 10;
const COUNTRIES_BEYOND_WHOLE = 1.5;
const COUNTRY_ANCHORS: readonly Anchor[] = [[0, 0], [0, -22], [0, 22], [-40, 0], [40, 0]].map(
  ([dx = 0, dy = 0]) => ({ dx, dy, align: 'middle' }),
);

export function nameCountries(tools: NameTools): void {
  const { frame, focus, home, palette, lettering } = tools;
  if (frame.zoom >= Math.max(COUNTRIES_TO_ZOOM, focus.atlas.wholeZoom + COUNTRIES_BEYOND_WHOLE)) return;
  for (const country of [...focus.atlas.ground.countries].sort((a, b) => Number(isHome(b, home)) - Number(isHome(a, home)))) {
    const main = isHome(country, home);
    const style: TextStyle = {
      size: byZoom(frame.zoom, main ? [[6.5, 13], [8, 18], [9.5, 22]] : [[6.5, 10], [8, 12.5]]),
      weight: 500,
      spacing: main ? byZoom(frame.zoom, [[6.5, 3], [8, 7]]) : 2.5,
      colour: palette.countryInk,
    };
    const name = spaced(inLanguage(country.names, focus.language), focus.language);
    const half = lettering.width(name, style) / 2;
    for (const label of country.labels) {
      const x = frame.x(label.x);
      const y = frame.y(label.y);
      if (within(around(x, y, half, style.size / 2), frame.visible, 6) && write(tools, name, x, y, style, COUNTRY_ANCHORS)) break;
    }
  }
}

const isHome = (country: GroundArea, home: Home): boolean => country.code === home.left || country.code === home.right;

const within = (inner: Rect, outer: Rect, distance: number): boolean =>
  inner.left >= outer.left + distance &&
  inner.right <= outer.right - distance &&
  inner.top >= outer.top + distance &&
  inner.bottom <= outer.bottom - distance;

/** Lowest rank of towns that are named. */
const townRank = (zoom: number): number => (zoom < 7 ? 1 : zoom < 8 ? 2 : zoom < 9 ? 3 : 4);
/** Farther off the line than this a town is not named at the smallest scales, km. */
const FAR_TOWN_KM = 140;
/** Below this zoom other countries show their chief towns only. */
const FOREIGN_TOWNS_ZOOM = 8;

/** How much a town deserves its name. */
function townScore({ town }: GroundTown, home: boolean): number {
  const near = town.border_km === undefined ? 0 : town.border_km < 15 ? 14 : town.border_km < 60 ? 7 : 0;
  return 10 * (5 - town.rank) + 4 * Math.log10(town.population + 10) + near + (home ? 8 : -8);
}

/** @param written names that stand on the map already */
export function nameTowns(tools: NameTools, spots: readonly Spot[], written: ReadonlySet<string>): void {
  const { frame, focus, home, placer, palette } = tools;
  const { context, zoom } = frame;
  const isOurs = ({ town }: GroundTown): boolean => town.country === home.left || town.country === home.right;
  const towns = focus.atlas.ground.towns
    .filter(({ town }) => town.rank <= townRank(zoom) && !(zoom < FAR_ZOOM && (town.border_km ?? 0) > FAR_TOWN_KM))
    .filter((place) => isOurs(place) || zoom >= FOREIGN_TOWNS_ZOOM || place.town.rank === 1)
    .map((place) => ({ ...place, score: townScore(place, isOurs(place)), ours: isOurs(place) }))
    .sort((a, b) => b.score - a.score);
  for (const { town, point, ours } of towns) {
    const x = frame.x(point.x);
    const y = frame.y(point.y);
    const name = inLanguage(town.names, focus.language);
    if (!frame.touches(x, y, 0) || written.has(name)) continue;
    const r = town.rank === 1 ? 2.6 : 2;
    // Under a symbol a town keeps its name and loses its dot.
    const covered = spots.some(({ marks }) => marks.some((mark) => Math.hypot(mark.x - x, mark.y - y) < mark.r + 3));
    if (!covered && !placer.isFree(around(x, y, r), 1)) continue;
    const style: TextStyle = {
      size: byZoom(zoom, town.rank === 1 ? [[6.5, 11], [9, 14]] : town.rank === 2 ? [[7, 10.5], [10, 13]] : [[8, 10.5], [11, 12.5]]),
      weight: town.rank === 1 && ours ? 500 : 400,
      colour: ours ? palette.town : palette.townForeign,
    };
    const d = covered ? byZoom(zoom, SYMBOL_RADIUS) + 5 : 6;
    const anchors: Anchor[] = [
      { dx: d, dy: 0, align: 'start' },
      { dx: -d, dy: 0, align: 'end' },
      { dx: 0, dy: -d - 4, align: 'middle' },
      { dx: 0, dy: d + 4, align: 'middle' },
    ];
    if (!write(tools, name, x, y, style, anchors) || covered) continue;
    placer.take(around(x, y, r));
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = palette.panel;
    context.fill();
    context.strokeStyle = style.colour;
    context.lineWidth = 1.2;
    context.stroke();
  }
}

const PROVINCES_FROM_ZOOM = 7;
const PROVINCE_ANCHORS: readonly Anchor[] = [[0, 0], [0, 16], [0, -16], [30, 26], [-30, -26]].map(
  ([dx = 0, dy = 0]) => ({ dx, dy, align: 'middle' }),
);

export function nameProvinces(tools: NameTools): void {
  const { frame, focus, palette } = tools;
  if (frame.zoom < PROVINCES_FROM_ZOOM) return;
  const style: TextStyle = { size: byZoom(frame.zoom, [[7, 9], [9, 11]]), spacing: 1.6, colour: palette.provinceInk };
  for (const province of focus.atlas.ground.provinces) {
    const name = spaced(inLanguage(province.names, focus.language), focus.language);
    for (const label of province.labels) {
      if (write(tools, name, frame.x(label.x), frame.y(label.y), style, PROVINCE_ANCHORS)) break;
    }
  }
}

const LAKE_ANCHORS: readonly Anchor[] = [
  { dx: 0, dy: 0, align: 'middle' },
  { dx: 0, dy: 13, align: 'middle' },
  { dx: 0, dy: -13, align: 'middle' },
  { dx: 10, dy: 0, align: 'start' },
  { dx: -10, dy: 0, align: 'end' },
];

export function nameLakes(tools: NameTools): void {
  const { frame, focus, palette } = tools;
  const smallest = frame.zoom < 7.5 ? 60 : frame.zoom < 9 ? 14 : 0;
  const style: TextStyle = { size: 10.5, italic: true, colour: palette.waterInk };
  for (const lake of focus.atlas.ground.lakes) {
    const name = inLanguage(lake.names, focus.language);
    const label = lake.labels[0];
    if (name === '' || !label || lake.areaKm2 < smallest) continue;
    if (frame.zoom < FAR_ZOOM && !focus.atlas.isNearHome(label)) continue;
    write(tools, name, frame.x(label.x), frame.y(label.y), style, LAKE_ANCHORS);
  }
}
