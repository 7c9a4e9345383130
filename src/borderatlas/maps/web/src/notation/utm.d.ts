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
}
