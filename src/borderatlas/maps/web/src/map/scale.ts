/** Sizes that follow the zoom, in CSS pixels. */

/** Pairs of zoom and size, linear between, constant beyond the ends. */
export type Steps = readonly (readonly [zoom: number, size: number])[];

export function byZoom(zoom: number, steps: Steps): number {
  let previous: readonly [number, number] | undefined;
  for (const step of steps) {
    if (zoom <= step[0]) {
      if (!previous) return step[1];
      return previous[1] + ((step[1] - previous[1]) * (zoom - previous[0])) / (step[0] - previous[0]);
    }
    previous = step;
  }
  return previous?.[1] ?? 0;
}

export const WIDTHS = {
  border: [[6, 1.8], [6.5, 2], [8, 2.8], [10, 3.6], [13, 4.5]],
  casing: [[6.5, 5], [8, 6.4], [10, 8], [13, 10]],
  ribbon: [[6, 8], [6.5, 11], [8, 15], [10, 22], [13, 30]],
  mainRiver: [[6.5, 1], [8, 1.5], [10, 2.6], [13, 5]],
  river: [[6.5, 0.6], [8, 1], [10, 1.8], [13, 3]],
  country: [[6.5, 0.9], [10, 1.6]],
  province: [[6.5, 0.6], [10, 1.1]],
  courseBand: [[6.5, 7], [9, 12], [12, 18]],
} as const satisfies Record<string, Steps>;

/** Radius of a symbol. */
export const SYMBOL_RADIUS: Steps = [[6, 6], [6.5, 7], [7.5, 8.5], [9, 10], [11, 12]];

/** Below this zoom only what carries the story is drawn: no counts, no posts, bases or power plants. */
export const FAR_ZOOM = 6.75;
/** Up to this zoom the simplified line is drawn. */
export const FULL_LINE_ZOOM = 8.5;
/** From this zoom the members of a site stand side by side. */
export const TRAY_ZOOM = 9;
/** From this zoom a disc shows its number even when it stands for one event; from the second, for one entry of any family. */
export const SINGLE_EVENT_ZOOM = 8.5;
export const SINGLE_NUMBER_ZOOM = 10;

/** Kilometres between the posts on the line. */
export function postSpacing(zoom: number): number {
  if (zoom < 4.75) return 1000;
  if (zoom < 6.5) return 400;
  if (zoom < 7) return 200;
  if (zoom < 8.75) return 100;
  if (zoom < 10) return 50;
  if (zoom < 11.5) return 10;
  return zoom < 13 ? 5 : 1;
}

/** Kilometres between the ticks across the line; 0 where there are none. */
export function tickSpacing(zoom: number): number {
  if (zoom < 8.75) return 0;
  if (zoom < 10) return 10;
  if (zoom < 11.5) return 2;
  return zoom < 13 ? 1 : 0.5;
}
