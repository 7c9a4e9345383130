/** The backdrop, projected: land, water, boundaries, towns. */

import { projectPoint, unpack, type Box, type Course, type Point } from './course';
import { mercatorX, mercatorY } from './mercator';
import { Seams, type FrameUnits } from './seams';
import type { Area, Backdrop, Names, Town } from './types';

export interface GroundArea {
  readonly code: string;
  readonly names: Names;
  /** Rings of all polygons: filled with the even-odd rule. */
  readonly rings: readonly Course[];
  readonly labels: readonly Point[];
}

export interface Lake extends GroundArea {
  readonly areaKm2: number;
}

export interface River {
  readonly names: Names;
  readonly order: number;
  /** Course known to 1 km only: drawn dashed. */
  readonly approximate: boolean;
  readonly course: Course;
}

export interface GroundTown {
  readonly town: Town;
  readonly point: Point;
}

export class Ground {
  /** Edge of the backdrop in unit Mercator. */
  readonly frame: Box;
  readonly countries: readonly GroundArea[];
  readonly provinces: readonly GroundArea[];
  readonly lakes: readonly Lake[];
  readonly rivers: readonly River[];
  readonly towns: readonly GroundTown[];
  readonly countryLines: readonly Course[];
  readonly provinceLines: readonly Course[];

  constructor(backdrop: Backdrop) {
    const [west, south, east, north] = backdrop.bounds;
    this.frame = { west: mercatorX(west), north: mercatorY(north), east: mercatorX(east), south: mercatorY(south) };
    this.countries = backdrop.countries.map(project);
    this.provinces = backdrop.provinces.map(project);
    this.lakes = backdrop.lakes.map((lake) => ({ ...project(lake), areaKm2: lake.area_km2 }));
    this.rivers = backdrop.rivers.map((river) => ({
      names: river.names,
      order: river.order,
      approximate: river.quality === 'C',
      course: unpack(river.line),
    }));
    this.towns = backdrop.towns.map((town) => ({ town, point: projectPoint(town.point) }));
    const units = backdrop.bounds.map((degrees) => Math.round(degrees * 1e5)) as unknown as FrameUnits;
    const seams = new Seams(units);
    this.countryLines = seams.take(ringsOf(backdrop.countries));
    this.provinceLines = seams.take(ringsOf(backdrop.provinces));
  }
}

function project(area: Area): GroundArea {
  return {
    code: area.code,
    names: area.names,
    rings: area.polygons.flatMap((rings) => rings.map(unpack)),
    labels: area.labels.map(projectPoint),
  };
}

const ringsOf = (areas: readonly Area[]) => areas.flatMap((area) => area.polygons.flat());
