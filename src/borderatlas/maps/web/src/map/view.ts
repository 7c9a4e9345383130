/** The drawn map: what the state and the data say, on canvases in a Leaflet map. */

import L from 'leaflet';

import type { Atlas } from '../data/atlas';
import { latitudeOf, longitudeOf } from '../data/mercator';
import type { State, Store } from '../state/store';
import { paintBackdrop, type Home } from './backdrop';
import { followBaseMap } from './basemap';
import { paintBorder, paintPosts, reserveLine } from './border-line';
import { paintCircles } from './circles';
import { layoutCourses, paintCourses } from './courses';
import { layoutDiscs, layoutNumbers, paintDiscs, paintNumbers, widerThanMap, isDrawn } from './discs';
import { Focus } from './focus';
import type { Frame, Inset } from './frame';
import type { Scene } from './hits';
import { Lettering } from './lettering';
import { layoutSymbols, reserve, type Spot } from './marks';
import { nameCountries, nameLakes, nameOutside, nameProvinces, nameSites, nameTowns, type NameTools } from './names';
import { readPalette, type Palette } from './palette';
import { Placer } from './placer';
import { Pointer } from './pointer';
import { nameRivers } from './river-names';
import { Sheets } from './sheets';
import { paintSymbols } from './symbol-painter';

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

/** Below the tiles, so that an online map covers the drawn land; above them, below users' overlays, the rest. */
const SHEETS = [
  { name: 'backdrop', pane: 'atlas-backdrop', zIndex: 150 },
  { name: 'places', pane: 'atlas-places', zIndex: 350 },
  { name: 'marks', pane: 'atlas-marks', zIndex: 360 },
] as const;

const MIN_ZOOM = 5;
const MAX_ZOOM = 15;
/** Room around the whole line in the opening view, px; narrower on phones. */
const PADDING = { left: 54, top: 56, right: 30, bottom: 20 };
const NARROW_PADDING = { left: 6, top: 40, right: 6, bottom: 2 };
const NARROW = 760;
/** Part of the map at each side in which a selected place is too near the edge. */
const OUTER = 0.2;

export class MapView {
  private readonly sheets: Sheets;
  private readonly home: Home;
  private scene: Scene | undefined;
  private stale: 'nothing' | 'marks' | 'all' = 'nothing';
  private wide: readonly string[] = [];
  private readonly wideListeners: ((ids: readonly string[]) => void)[] = [];

  constructor(
    private readonly map: L.Map,
    private readonly atlas: Atlas,
    private readonly store: Store,
  ) {
    this.home = { left: atlas.payload.border.left, right: atlas.payload.border.right };
    settle(map);
    // The first drawing waits for the next frame: by then the page has chosen its opening view.
    let paint = (): void => this.ask('all');
    this.sheets = new Sheets(SHEETS, () => paint());
    this.sheets.addTo(map);
    paint = () => this.paint(true);
    followBaseMap(map, store, atlas.payload.basemaps);
    new Pointer(map, atlas, store, this.sheets, () => this.current());
    store.subscribe((now, before) => this.follow(now, before));
  }

  /** Draws everything anew at the next animation frame. */
  redraw(): void {
    this.ask('all');
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

  /** Says what panels cover of the map; the map itself does not move. */
  setInset(inset: Inset): void {
    const { top, right, bottom, left } = this.sheets.inset;
    if (top === inset.top && right === inset.right && bottom === inset.bottom && left === inset.left) return;
    this.sheets.inset = inset;
    this.redraw();
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
    const scene = this.current();
    if (!scene) return [];
    const { frame, spots, discs, courses } = scene;
    const at = (x: number, y: number) => {
      const point = this.sheets.toContainer(x, y);
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

  private follow(now: State, before: State): void {
    if (now.scheme !== before.scheme) this.ask('all');
    else if (
      now.off !== before.off ||
      now.selection !== before.selection ||
      now.hover !== before.hover ||
      now.language !== before.language ||
      now.basemap !== before.basemap
    ) {
      this.ask('marks');
    }
  }

  private ask(what: 'marks' | 'all'): void {
    if (this.stale === 'nothing') requestAnimationFrame(() => this.current());
    if (this.stale !== 'all') this.stale = what;
  }

  /** The scene, drawn first where something changed. */
  private current(): Scene | undefined {
    if (this.stale !== 'nothing') this.paint(this.stale === 'all');
    return this.scene;
  }

  private paint(all: boolean): void {
    this.stale = 'nothing';
    const palette = readPalette(this.map.getContainer());
    const focus = new Focus(this.atlas, this.store.now);
    const backdrop = all ? this.sheets.frame('backdrop') : undefined;
    if (backdrop) paintBackdrop(backdrop, this.atlas.ground, this.home, palette);
    const places = this.sheets.frame('places');
    const marks = this.sheets.frame('marks');
    if (!places || !marks) return;

    const discs = layoutDiscs(places, focus);
    const courses = layoutCourses(places, focus);
    paintDiscs(places, discs, focus, palette);
    paintCircles(places, focus, palette);
    paintCourses(places, courses, focus, palette);
    paintBorder(places, focus, palette);

    const lettering = new Lettering(marks.context, palette.font, palette.halo);
    const placer = new Placer(marks.width, marks.height);
    const spots = layoutSymbols(marks, focus);
    paintSymbols(marks, spots, palette, lettering);
    reserve(spots, placer);
    const numbers = layoutNumbers(marks, discs, placer);
    paintNumbers(numbers, palette, lettering);
    this.paintText(marks, focus, spots, placer, palette, lettering);
    this.scene = { frame: marks, spots, discs, numbers, courses };
    this.tellWide(widerThanMap(marks, discs).map(({ feature }) => feature.id));
  }

  private paintText(frame: Frame, focus: Focus, spots: readonly Spot[], placer: Placer, palette: Palette, lettering: Lettering): void {
    const { border } = this.atlas;
    const tools: NameTools = { frame, focus, home: this.home, placer, palette, lettering };
    paintPosts(frame, border, placer, palette, lettering);
    reserveLine(frame, border, placer);
    const written = nameSites(tools, spots);
    // An online map has names of its own.
    if (this.store.now.basemap !== null) return;
    nameOutside(tools, spots);
    nameCountries(tools);
    nameTowns(tools, spots, written);
    nameProvinces(tools);
    nameLakes(tools);
    nameRivers(tools);
  }

  private tellWide(ids: readonly string[]): void {
    if (ids.length === this.wide.length && ids.every((id, i) => id === this.wide[i])) return;
    this.wide = ids;
    for (const listener of this.wideListeners) listener(ids);
  }
}

/** How the map moves, whatever the page that made it asked for. */
function settle(map: L.Map): void {
  Object.assign(map.options, { zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 110 });
  map.setMinZoom(MIN_ZOOM);
  map.setMaxZoom(MAX_ZOOM);
}

function verticesOf(xy: Float64Array): { x: number; y: number }[] {
  return Array.from({ length: xy.length / 2 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }));
}
