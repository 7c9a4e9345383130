/** Canvases that lie in the map, one above the other, and follow it while it moves and zooms. */

import L from 'leaflet';

import { worldPixels } from '../data/mercator';
import type { Box, Point } from '../data/course';
import { Frame, type Inset, type Rect } from './frame';
import { moveDrawing, onPixels, scaled, shiftBetween, uncovered } from './shifting';

/** A canvas's name, and the pane of the map in which it lies. */
export interface SheetPlace<Name extends string> {
  readonly name: Name;
  readonly pane: string;
  /** Among the panes of Leaflet: tiles 200, overlays 400. */
  readonly zIndex: number;
  /** Whether every pixel is covered: nothing below needs to be mixed in. */
  readonly opaque?: boolean;
}

/** How a canvas lies over the map. */
export interface Lay {
  readonly width: number;
  readonly height: number;
  /** By which it reaches beyond the map at every side, px. */
  readonly margin: number;
  readonly zoom: number;
  readonly density: number;
  /** Position among the layers of the map, px. */
  readonly corner: L.Point;
  /** Upper left corner in unit Mercator. */
  readonly northWest: Point;
}

/** A canvas and how it lay when it was painted last: until it is painted anew, that drawing is carried along. */
interface Sheet<Name extends string> {
  readonly name: Name;
  readonly opaque: boolean;
  readonly canvas: HTMLCanvasElement;
  lay: Lay | undefined;
}

/** Part of the map's shorter side by which the canvases reach beyond it, so that a drag does not uncover their ends. */
const MARGIN = 0.15;
/** Part of the margin that a drag may use up before a canvas is painted anew: the rest is for the frames until then. */
const USED = 0.6;
/** More device pixels than this are not worth their memory. */
const MAX_DENSITY = 3;

const NO_INSET: Inset = { top: 0, right: 0, bottom: 0, left: 0 };

export class Sheets<Name extends string> extends L.Layer {
  /** What panels cover. */
  inset: Inset = NO_INSET;
  private readonly sheets: Sheet<Name>[] = [];
  private readonly density = new DensityWatch(() => this.place());
  /** The map, while the sheets are on it: named apart from Leaflet's own members. */
  private host: L.Map | undefined;
  /** How the sheets are to lie once they are painted. */
  private next: Lay | undefined;

  /** @param repaint told which sheets do not show the view that the map came to; whoever is told paints them soon */
  constructor(
    private readonly places: readonly SheetPlace<Name>[],
    private readonly repaint: (names: readonly Name[]) => void,
  ) {
    super();
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.place(),
      resize: () => this.place(),
      move: () => this.keepCovered(),
      zoom: () => this.host && this.carry(this.host.getCenter(), this.host.getZoom()),
      zoomanim: (event) => this.carry((event as L.ZoomAnimEvent).center, (event as L.ZoomAnimEvent).zoom),
    };
  }

  override onAdd(map: L.Map): this {
    this.host = map;
    for (const { name, pane, zIndex, opaque = false } of this.places) {
      const parent = map.getPane(pane) ?? map.createPane(pane);
      parent.style.zIndex = String(zIndex);
      parent.style.pointerEvents = 'none';
      const canvas = L.DomUtil.create('canvas', `leaflet-zoom-animated atlas-${name}`, parent);
      canvas.setAttribute('aria-hidden', 'true');
      this.sheets.push({ name, opaque, canvas, lay: undefined });
    }
    this.density.start();
    this.place();
    return this;
  }

  override onRemove(): this {
    this.density.stop();
    for (const { canvas } of this.sheets) canvas.remove();
    this.sheets.length = 0;
    this.host = undefined;
    return this;
  }

  /** Paints a whole sheet, cleared, for the view that the map came to. */
  paint(name: Name, painter: (frame: Frame) => void): void {
    const sheet = this.sheet(name);
    const context = sheet && contextOf(sheet);
    const lay = this.next;
    if (!sheet || !context || !lay) return;
    settle(sheet, lay);
    context.setTransform(lay.density, 0, 0, lay.density, 0, 0);
    context.clearRect(0, 0, lay.width, lay.height);
    painter(this.frame(context, lay));
  }

  /**
   * Paints a sheet whose drawing still holds: moves it along with the view and paints only what came into it, and patches of it. For sheets
   * on which a place looks the same wherever it lies in the view.
   */
  paintRest(name: Name, patches: readonly Box[], painter: (frame: Frame) => void): void {
    const sheet = this.sheet(name);
    const context = sheet && contextOf(sheet);
    const lay = this.next;
    if (!sheet || !context || !lay) return;
    const shift = sheet.lay && shiftBetween(sheet.lay, lay);
    if (!shift) return this.paint(name, painter);
    settle(sheet, lay);
    moveDrawing(context, shift);
    const whole = this.frame(context, lay);
    const { density } = lay;
    const patched = patches.map((box) => onPixels(scaled(patchOf(whole, box), density), sheet.canvas));
    for (const rect of [...uncovered(sheet.canvas, shift), ...patched]) {
      const { left, top, right, bottom } = rect;
      if (right <= left || bottom <= top) continue;
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.beginPath();
      context.rect(left, top, right - left, bottom - top);
      context.clip();
      context.clearRect(left, top, right - left, bottom - top);
      context.setTransform(density, 0, 0, density, 0, 0);
      painter(this.frame(context, lay, scaled(rect, 1 / density)));
      context.restore();
    }
  }

  /** Whether the drawing of a sheet still covers the map, at its zoom, and the map counts its layers' pixels as it did. */
  isCovering(name: Name): boolean {
    const map = this.host;
    const lay = this.sheet(name)?.lay;
    if (!map || !lay || !this.next || !shiftBetween(lay, this.next)) return false;
    const world = worldPixels(lay.zoom);
    const corner = L.point(lay.northWest.x * world, lay.northWest.y * world).subtract(map.getPixelOrigin());
    if (!corner.round().equals(lay.corner)) return false;
    const { x, y } = map.layerPointToContainerPoint(corner).add([lay.margin, lay.margin]);
    return Math.max(Math.abs(x), Math.abs(y)) <= lay.margin;
  }

  private frame(context: CanvasRenderingContext2D, lay: Lay, part?: Rect): Frame {
    const world = worldPixels(lay.zoom);
    const origin = { x: lay.northWest.x * world, y: lay.northWest.y * world };
    return new Frame(context, lay.width, lay.height, lay.margin, lay.zoom, origin, this.inset, part);
  }

  /** From a point of the map's container to a point of a sheet. */
  fromContainer(name: Name, point: L.Point): L.Point {
    const lay = this.sheet(name)?.lay;
    return this.host && lay ? this.host.containerPointToLayerPoint(point).subtract(lay.corner) : point;
  }

  /** From a point of a sheet to a point of the map's container. */
  toContainer(name: Name, x: number, y: number): L.Point {
    const point = L.point(x, y);
    const lay = this.sheet(name)?.lay;
    return this.host && lay ? this.host.layerPointToContainerPoint(point.add(lay.corner)) : point;
  }

  private sheet(name: Name): Sheet<Name> | undefined {
    return this.sheets.find((sheet) => sheet.name === name);
  }

  /** The map came to a view, or changed its size: asks for the sheets to be painted, and shows the old drawings there until then. */
  private place(): void {
    const map = this.host;
    if (!map) return;
    const size = map.getSize();
    const margin = Math.round(Math.min(size.x, size.y) * MARGIN);
    const zoom = map.getZoom();
    const corner = map.containerPointToLayerPoint([-margin, -margin]).round();
    const world = worldPixels(zoom);
    const origin = map.getPixelOrigin().add(corner);
    const lay = {
      width: size.x + 2 * margin,
      height: size.y + 2 * margin,
      margin,
      zoom,
      density: this.density.now,
      corner,
      northWest: { x: origin.x / world, y: origin.y / world },
    };
    // Leaflet tells of some views twice.
    if (this.next && isSame(this.next, lay)) return;
    this.next = lay;
    this.carry(map.getCenter(), zoom);
    this.repaint(this.sheets.map(({ name }) => name));
  }

  /** Asks for a new drawing while the map is dragged, before the end of a canvas comes into view. */
  private keepCovered(): void {
    const { next } = this;
    if (!this.host || !next || next.zoom !== this.host.getZoom()) return;
    const moved = this.host.layerPointToContainerPoint(next.corner).add([next.margin, next.margin]);
    if (Math.max(Math.abs(moved.x), Math.abs(moved.y)) > next.margin * USED) this.place();
  }

  /** Moves and scales the drawings to a view that the map is on its way to, or has come to before they are painted anew. */
  private carry(center: L.LatLng, zoom: number): void {
    const map = this.host;
    if (!map) return;
    const pane = map.getPane('mapPane');
    const shift = pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
    const world = worldPixels(zoom);
    for (const { canvas, lay } of this.sheets) {
      if (!lay) continue;
      const corner = L.point(lay.northWest.x * world, lay.northWest.y * world).subtract(origin);
      L.DomUtil.setTransform(canvas, corner, 2 ** (zoom - lay.zoom));
    }
  }
}

function isSame(a: Lay, b: Lay): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.zoom === b.zoom &&
    a.density === b.density &&
    a.corner.equals(b.corner) &&
    a.northWest.x === b.northWest.x &&
    a.northWest.y === b.northWest.y
  );
}

/** Half of the widest stroke, and the softness of its edge, px. */
const STROKE = 18;

function patchOf(frame: Frame, box: Box): Rect {
  return { left: frame.x(box.west) - STROKE, top: frame.y(box.north) - STROKE, right: frame.x(box.east) + STROKE, bottom: frame.y(box.south) + STROKE };
}

function contextOf<Name extends string>({ canvas, opaque }: Sheet<Name>): CanvasRenderingContext2D | null {
  return canvas.getContext('2d', { alpha: !opaque });
}

/** Lays a sheet where it is painted next. */
function settle<Name extends string>(sheet: Sheet<Name>, lay: Lay): void {
  if (sheet.lay === lay) return;
  sheet.lay = lay;
  const { canvas } = sheet;
  const { width, height, density, corner } = lay;
  const across = Math.round(width * density);
  const down = Math.round(height * density);
  // Setting a size, even the same one, allocates the canvas anew.
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  L.DomUtil.setTransform(canvas, corner, 1);
}

/** The density of the screen, which changes when a window moves to another screen or the page is zoomed. */
class DensityWatch {
  now = DensityWatch.read();
  private query: MediaQueryList | undefined;

  constructor(private readonly changed: () => void) {}

  private static read(): number {
    return Math.max(1, Math.min(MAX_DENSITY, window.devicePixelRatio || 1));
  }

  start(): void {
    this.query = matchMedia(`(resolution: ${window.devicePixelRatio || 1}dppx)`);
    this.query.addEventListener?.('change', this.renew);
  }

  stop(): void {
    this.query?.removeEventListener?.('change', this.renew);
  }

  private readonly renew = (): void => {
    this.stop();
    this.now = DensityWatch.read();
    this.start();
    this.changed();
  };
}
