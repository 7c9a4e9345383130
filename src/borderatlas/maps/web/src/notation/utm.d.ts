/** What the page uses of a package that comes without types. */

declare module 'utm' {
  export interface Utm {
    readonly easting: number;
    readonly northing: number;
    readonly zoneNum: number;
    readonly zoneLetter: string;
  }

  /** Throws a RangeError beyond 84° N and 80° S. */
  export function fromLatLon(latitude: number, longitude: number): Utm;

  /**
   * Either the letter or the hemisphere is given, the other is undefined.
   *
   * @param strict whether to throw a RangeError for metres that no zone has
   */
  export function toLatLon(
    easting: number,
    northing: number,
    zoneNum: number,
    zoneLetter: string | undefined,
    northern: boolean | undefined,
    strict: boolean,
  ): { readonly latitude: number; readonly longitude: number };
}
