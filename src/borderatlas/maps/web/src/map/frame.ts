/** One canvas at one moment: where places of the world fall on it. */

import type { Box, Point } from '../data/course';
import { latitudeOf, metresPerPixel, worldPixels } from '../data/mercator';

/** What panels cover at each side of the map, px. */
export interface Inset {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Rectangle in px of the canvas. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export class Frame {
  /** What of the canvas is painted now, px: all of it, or the part that comes into view. */
  readonly part: Rect;
  private readonly scale: number;

  /**
   * @param width of the canvas, CSS px
   * @param height of the canvas, CSS px
   * @param margin by which the canvas reaches beyond the map at every side, px
   * @param origin of the canvas in pixels of the world at this zoom
   */
  constructor(
    readonly context: CanvasRenderingContext2D,
    readonly width: number,
    readonly height: number,
    readonly margin: number,
    readonly zoom: number,
    private readonly origin: Point,
    private readonly inset: Inset,
    part?: Rect,
  ) {
    this.scale = worldPixels(zoom);
    this.part = part ?? { left: 0, top: 0, right: width, bottom: height };
  }

  /** The same places on another canvas, whose context is scaled to fit, of which a part is painted. */
  on(context: CanvasRenderingContext2D, part: Rect): Frame {
    return new Frame(context, this.width, this.height, this.margin, this.zoom, this.origin, this.inset, part);
  }

  x(mercator: number): number {
    return mercator * this.scale - this.origin.x;
  }

  y(mercator: number): number {
    return mercator * this.scale - this.origin.y;
  }

  /** The place under a pixel of the canvas, unit Mercator. */
  placeAt(x: number, y: number): Point {
    return { x: (x + this.origin.x) / this.scale, y: (y + this.origin.y) / this.scale };
  }

  /** Pixels for a length in unit Mercator. */
  pixels(mercator: number): number {
    return mercator * this.scale;
  }

  /** Pixels for a length in metres at a place's own latitude. */
  radius(metres: number, place: Point): number {
    return metres / metresPerPixel(latitudeOf(place.y), this.zoom);
  }

  /** The shorter side of the map, without the margins. */
  get shorterSide(): number {
    return Math.min(this.width, this.height) - 2 * this.margin;
  }

  /** What a reader sees: the canvas without margins and without what panels cover. */
  get visible(): Rect {
    return {
      left: this.margin + this.inset.left,
      top: this.margin + this.inset.top,
      right: this.width - this.margin - this.inset.right,
      bottom: this.height - this.margin - this.inset.bottom,
    };
  }

  /** Whether a disc of this radius touches what is painted. */
  touches(x: number, y: number, radius: number): boolean {
    const { left, top, right, bottom } = this.part;
    return x > left - radius && y > top - radius && x < right + radius && y < bottom + radius;
  }

  /** Whether a box in unit Mercator touches what is painted, give or take the width of a stroke. */
  shows(box: Box): boolean {
    const slack = 40;
    const { left, top, right, bottom } = this.part;
    return (
      this.x(box.east) > left - slack &&
      this.x(box.west) < right + slack &&
      this.y(box.south) > top - slack &&
      this.y(box.north) < bottom + slack
    );
  }
}
