/** The drawn map: what the state and the data say, on canvases in a Leaflet map. */

import L from 'leaflet';

import type { Atlas } from '../data/atlas';
import type { Box, Point } from '../data/course';
import { latitudeOf, longitudeOf, mercatorX, mercatorY, worldPixels } from '../data/mercator';
import type { Page } from '../data/types';
import type { Store } from '../state/store';
import { followBaseMap } from './basemap';
import { isDrawn } from './discs';
import { Drawing, wideIn, type Sheet } from './drawing';
import type { Inset } from './frame';
import type { Scene } from './hits';
import type { Spot } from './marks';
import { Pointer } from './pointer';
import type { Sheets } from './sheets';
import { isWhole, sightOf, type Sight } from './sight';

/** A mark as it stands on the map now; px of the map's container. */
export interface DrawnMark {
  readonly id: string;
  /** Everything the mark stands for, `id` included. */
  readonly ids: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly kind: 'symbol' | 'disc' | 'line';
}

/** The farthest a reader goes away, unless the line is so long that it needs more. */
const MIN_ZOOM = 5;
/** Room in which the whole line finds place at the farthest, px: less than the map of any phone. */
const LEAST_ROOM = 300;
const MAX_ZOOM = 15;
/** Room around the whole line in the opening view, px; narrower on phones. */
const PADDING = { left: 54, top: 56, right: 30, bottom: 20 };
const NARROW_PADDING = { left: 6, top: 56, right: 6, bottom: 12 };
const NARROW = 760;
/** At least so near a link to a kilometre goes. */
const KILOMETRE_ZOOM = 10;
/** So near a kilometre pointed at on the strip is shown, from a view of the whole line. */
const STRETCH_ZOOM = 8.75;
/** Part of the map at each side in which a selected place is too near the edge. */
const OUTER = 0.2;

export class MapView {
  private readonly drawing: Drawing;
  private readonly sheets: Sheets<Sheet>;
  private wide: readonly string[] = [];
  private sight: readonly Sight[] = [];
  private readonly insetListeners: (() => void)[] = [];
  private readonly wideListeners: ((ids: readonly string[]) => void)[] = [];

  constructor(
    private readonly map: L.Map,
    private readonly atlas: Atlas,
    store: Store,
  ) {
    settle(map, atlas.payload.page.home);
    this.drawing = new Drawing(map, atlas, store, (scene) => this.tellWide(wideIn(scene)));
    this.sheets = this.drawing.sheets;
    followBaseMap(map, store, atlas.payload.basemaps);
    new Pointer(map, atlas, store, this.sheets, () => this.drawing.covering());
  }

  /** Shows the whole line. */
  fit(): void {
    const [west, south, east, north] = this.atlas.payload.page.home;
    const padding = this.map.getSize().x < NARROW ? NARROW_PADDING : PADDING;
    const { inset } = this.sheets;
    this.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      {
        animate: false,
        paddingTopLeft: [padding.left + inset.left, padding.top + inset.top],
        paddingBottomRight: [padding.right + inset.right, padding.bottom + inset.bottom],
      },
    );
  }

  /** Moves to a kilometre of the line, at a zoom that tells its surroundings apart. */
  showKilometre(km: number): void {
    this.showPoint(this.atlas.border.atKm(km), KILOMETRE_ZOOM);
  }

  /** Moves a place in unit Mercator into the middle of what nothing covers, at least at this zoom. */
  showPoint({ x, y }: Point, least: number): void {
    const { inset } = this.sheets;
    const zoom = Math.max(this.map.getZoom(), least);
    const covered = L.point(inset.right - inset.left, inset.bottom - inset.top).divideBy(2);
    const centre = this.map.project([latitudeOf(y), longitudeOf(x)], zoom).add(covered);
    this.map.setView(this.map.unproject(centre, zoom), zoom, { animate: false });
  }

  /** Shows the whole of an area. */
  showBox(box: Box): void {
    const { inset } = this.sheets;
    this.map.fitBounds(
      [
        [latitudeOf(box.south), longitudeOf(box.west)],
        [latitudeOf(box.north), longitudeOf(box.east)],
      ],
      { animate: false, paddingTopLeft: [inset.left + 20, inset.top + 20], paddingBottomRight: [inset.right + 20, inset.bottom + 20] },
    );
  }

  /** Moves a kilometre of the line into the middle; closer in only where the whole line is in view already. */
  centreOn(km: number): void {
    this.showPoint(this.atlas.border.atKm(km), isWhole(this.sight, this.atlas.border.lengthKm) ? STRETCH_ZOOM : 0);
  }

  /** Tells which stretches of the line the map shows, whenever that changes. */
  onSight(listener: (sight: readonly Sight[]) => void): void {
    let asked = false;
    const tell = (): void => {
      asked = false;
      this.sight = this.seen();
      listener(this.sight);
    };
    const ask = (): void => {
      if (!asked) requestAnimationFrame(tell);
      asked = true;
    };
    this.map.on('move moveend resize', ask);
    this.insetListeners.push(ask);
    ask();
  }

  private seen(): Sight[] {
    const { inset } = this.sheets;
    const size = this.map.getSize();
    const origin = this.map.getPixelOrigin().subtract(this.map.layerPointToContainerPoint([0, 0]));
    const world = worldPixels(this.map.getZoom());
    return sightOf(this.atlas.border, (place) => {
      const x = place.x * world - origin.x;
      const y = place.y * world - origin.y;
      return x >= inset.left && y >= inset.top && x <= size.x - inset.right && y <= size.y - inset.bottom;
    });
  }

  /** Says what panels cover of the map; the map itself does not move. */
  setInset(inset: Inset): void {
    const { top, right, bottom, left } = this.sheets.inset;
    if (top === inset.top && right === inset.right && bottom === inset.bottom && left === inset.left) return;
    this.sheets.inset = inset;
    this.drawing.change('marks');
    for (const listener of this.insetListeners) listener();
  }

  /** Brings a feature into the inner part of the map, where it is not there yet. Never zooms. */
  reveal(id: string): void {
    const entry = this.atlas.entry(id);
    if (!entry || (entry.feature.mark === 'none' && entry.lines.length === 0)) return;
    const places = entry.points.length > 0 ? entry.points : entry.lines.flatMap(({ xy }) => verticesOf(xy));
    const size = this.map.getSize();
    const { inset } = this.sheets;
    const width = Math.max(1, size.x - inset.left - inset.right);
    const height = Math.max(1, size.y - inset.top - inset.bottom);
    const points = places.map(({ x, y }) => this.map.latLngToContainerPoint([latitudeOf(y), longitudeOf(x)]));
    const isInside = ({ x, y }: L.Point): boolean =>
      Math.abs(x - inset.left - width / 2) <= width * (0.5 - OUTER) && Math.abs(y - inset.top - height / 2) <= height * (0.5 - OUTER);
    const target = points[Math.floor(points.length / 2)];
    if (!target || points.some(isInside)) return;
    const shift = target.subtract([inset.left + width / 2, inset.top + height / 2]);
    this.map.panBy(shift, { animate: !matchMedia('(prefers-reduced-motion: reduce)').matches });
  }

  /** Tells which features the middle of the map lies within although they are too wide to be drawn at this scale. */
  onWide(listener: (ids: readonly string[]) => void): void {
    this.wideListeners.push(listener);
    listener(this.wide);
  }

  /** What is on the map now. */
  drawn(): readonly DrawnMark[] {
    const scene = this.drawing.current();
    if (!scene) return [];
    const { frame, spots, discs, courses } = scene;
    const at = (x: number, y: number) => {
      const point = this.sheets.toContainer('marks', x, y);
      return { x: point.x, y: point.y };
    };
    const ids = (members: Spot['crowd']['members'] | Scene['discs'][number]['members']) => members.map(({ feature }) => feature.id);
    return [
      ...discs.filter(isDrawn).map((disc) => ({ id: disc.members[0]!.feature.id, ids: ids(disc.members), ...at(disc.x, disc.y), r: disc.r, kind: 'disc' as const })),
      ...courses.map(({ entry, course: { xy } }) => {
        const middle = 2 * Math.floor(xy.length / 4);
        return { id: entry.feature.id, ids: [entry.feature.id], ...at(frame.x(xy[middle]!), frame.y(xy[middle + 1]!)), r: 6, kind: 'line' as const };
      }),
      ...spots.flatMap(({ marks }) =>
        marks.map((mark) => ({ id: mark.entry.feature.id, ids: ids([...mark.members]), ...at(mark.x, mark.y), r: mark.r, kind: 'symbol' as const })),
      ),
    ];
  }

  private tellWide(ids: readonly string[]): void {
    if (ids.length === this.wide.length && ids.every((id, i) => id === this.wide[i])) return;
    this.wide = ids;
    for (const listener of this.wideListeners) listener(ids);
  }
}

/** How the map moves, whatever the page that made it asked for. */
function settle(map: L.Map, [west, south, east, north]: Page['home']): void {
  Object.assign(map.options, { zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 110 });
  const extent = Math.max(mercatorX(east) - mercatorX(west), mercatorY(south) - mercatorY(north));
  map.setMinZoom(Math.min(MIN_ZOOM, Math.floor(Math.log2(LEAST_ROOM / (extent * worldPixels(0))))));
  map.setMaxZoom(MAX_ZOOM);
}

function verticesOf(xy: Float64Array): { x: number; y: number }[] {
  return Array.from({ length: xy.length / 2 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }));
}
