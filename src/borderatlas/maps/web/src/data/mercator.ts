/**
 * Web Mercator on the unit square: x runs from 0 at 180° W to 1 at 180° E, y from 0 in the north to 1 in the south.
 *
 * A pixel coordinate at zoom z is the unit coordinate times `256 · 2^z`, as in Leaflet.
 */

const TILE_PX = 256;
/** Circumference of the sphere of Web Mercator, metres. */
const EQUATOR_M = 40_075_016.686;

export const mercatorX = (lon: number): number => (lon + 180) / 360;

export const mercatorY = (lat: number): number => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

export const longitudeOf = (x: number): number => x * 360 - 180;

export const latitudeOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Pixels of the whole world at a zoom. */
export const worldPixels = (zoom: number): number => TILE_PX * 2 ** zoom;

/** Ground metres under one pixel at a latitude. */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / worldPixels(zoom);
