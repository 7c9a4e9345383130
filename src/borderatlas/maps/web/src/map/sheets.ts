/** Canvases that lie in the map, one above the other, and follow it while it moves and zooms. */

import L from 'leaflet';

import { worldPixels } from '../data/mercator';
import type { Point } from '../data/course';
import { Frame, type Inset } from './frame';

/** A canvas's name, and the pane of the map in which it lies. */
export interface SheetPlace {
  readonly name: string;
  readonly pane: string;
  /** Among the panes of Leaflet: tiles 200, overlays 400. */
  readonly zIndex: number;
}

/** Part of the map's shorter side by which the canvases reach beyond it, so that a drag does not uncover their ends. */
const MARGIN = 0.15;
/** More device pixels than this are not worth their memory. */
const MAX_DENSITY = 3;

const NO_INSET: Inset = { top: 0, right: 0, bottom: 0, left: 0 };

export class Sheets extends L.Layer {
  /** What panels cover. */
  inset: Inset = NO_INSET;
  private readonly canvases = new Map<string, HTMLCanvasElement>();
  private readonly density = new DensityWatch(() => this.place());
  /** The map, while the sheets are on it: named apart from Leaflet's own members. */
  private host: L.Map | undefined;
  /** Position of the canvases among the layers of the map, px. */
  private corner = L.point(0, 0);
  private margin = 0;
  private zoom = 0;
  /** Upper left corner of the canvases in unit Mercator. */
  private northWest: Point = { x: 0, y: 0 };

  /** @param repaint paints all sheets; called whenever the canvases were laid out anew */
  constructor(
    private readonly places: readonly SheetPlace[],
    private readonly repaint: () => void,
  ) {
    super();
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.place(),
      viewreset: () => this.place(),
      resize: () => this.place(),
      move: () => this.keepCovered(),
      zoom: () => this.host && this.follow(this.host.getCenter(), this.host.getZoom()),
      zoomanim: (event) => this.follow((event as L.ZoomAnimEvent).center, (event as L.ZoomAnimEvent).zoom),
    };
  }

  override onAdd(map: L.Map): this {
    this.host = map;
    for (const { name, pane, zIndex } of this.places) {
      const parent = map.getPane(pane) ?? map.createPane(pane);
      parent.style.zIndex = String(zIndex);
      parent.style.pointerEvents = 'none';
      const canvas = L.DomUtil.create('canvas', `leaflet-zoom-animated atlas-${name}`, parent);
      canvas.setAttribute('aria-hidden', 'true');
      this.canvases.set(name, canvas);
    }
    this.density.start();
    this.place();
    return this;
  }

  override onRemove(): this {
    this.density.stop();
    for (const canvas of this.canvases.values()) canvas.remove();
    this.canvases.clear();
    this.host = undefined;
    return this;
  }

  /** A cleared sheet, ready to be painted on. */
  frame(name: string): Frame | undefined {
    const canvas = this.canvases.get(name);
    const context = canvas?.getContext('2d');
    if (!this.host || !canvas || !context) return undefined;
    const { x: width, y: height } = this.extent(this.host);
    context.setTransform(this.density.now, 0, 0, this.density.now, 0, 0);
    context.clearRect(0, 0, width, height);
    const world = worldPixels(this.zoom);
    const origin = { x: this.northWest.x * world, y: this.northWest.y * world };
    return new Frame(context, width, height, this.margin, this.zoom, origin, this.inset);
  }

  /** From a point of the map's container to a point of the sheets. */
  fromContainer(point: L.Point): L.Point {
    return this.host ? this.host.containerPointToLayerPoint(point).subtract(this.corner) : point;
  }

  /** From a point of the sheets to a point of the map's container. */
  toContainer(x: number, y: number): L.Point {
    const point = L.point(x, y);
    return this.host ? this.host.layerPointToContainerPoint(point.add(this.corner)) : point;
  }

  private extent(map: L.Map): L.Point {
    return map.getSize().add([2 * this.margin, 2 * this.margin]);
  }

  /** Lays the canvases over the map as it stands now. */
  private place(): void {
    const map = this.host;
    if (!map) return;
    const size = map.getSize();
    this.margin = Math.round(Math.min(size.x, size.y) * MARGIN);
    this.zoom = map.getZoom();
    this.corner = map.containerPointToLayerPoint([-this.margin, -this.margin]).round();
    const origin = map.getPixelOrigin().add(this.corner);
    const world = worldPixels(this.zoom);
    this.northWest = { x: origin.x / world, y: origin.y / world };
    const extent = this.extent(map);
    for (const canvas of this.canvases.values()) {
      const width = Math.round(extent.x * this.density.now);
      const height = Math.round(extent.y * this.density.now);
      // Setting a size, even the same one, allocates the canvas anew.
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      canvas.style.width = `${extent.x}px`;
      canvas.style.height = `${extent.y}px`;
      L.DomUtil.setTransform(canvas, this.corner, 1);
    }
    this.repaint();
  }

  /** Paints anew while the map is dragged, before the end of a canvas comes into view. */
  private keepCovered(): void {
    if (!this.host || this.zoom !== this.host.getZoom()) return;
    const moved = this.toContainer(0, 0).add([this.margin, this.margin]);
    if (Math.max(Math.abs(moved.x), Math.abs(moved.y)) > this.margin * 0.9) this.place();
  }

  /** Scales the canvases to a view that the map is on its way to. */
  private follow(center: L.LatLng, zoom: number): void {
    const map = this.host;
    if (!map) return;
    const pane = map.getPane('mapPane');
    const shift = pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
    const world = worldPixels(zoom);
    const corner = L.point(this.northWest.x * world, this.northWest.y * world).subtract(origin);
    for (const canvas of this.canvases.values()) L.DomUtil.setTransform(canvas, corner, 2 ** (zoom - this.zoom));
  }
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
