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
  ) {
    this.scale = worldPixels(zoom);
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

  /** Whether a disc of this radius touches the canvas. */
  touches(x: number, y: number, radius: number): boolean {
    return x > -radius && y > -radius && x < this.width + radius && y < this.height + radius;
  }

  /** Whether a box in unit Mercator touches the canvas, give or take the width of a stroke. */
  shows(box: Box): boolean {
    const slack = 40;
    return (
      this.x(box.east) > -slack &&
      this.x(box.west) < this.width + slack &&
      this.y(box.south) > -slack &&
      this.y(box.north) < this.height + slack
    );
  }
}
