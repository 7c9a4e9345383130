/** What a page knows, made ready for use: everything looks features up here. */

import { own } from '../state/lookup';
import { BorderLine } from './border';
import { projectPoint, unpack, type Course, type Point } from './course';
import { Ground } from './ground';
import { mercatorX, mercatorY, worldPixels } from './mercator';
import type { Family, Feature, LonLat, Payload, Status } from './types';

/** A feature with what the map needs of it. */
export interface Entry {
  readonly feature: Feature;
  readonly family: Family;
  readonly fill: Status['fill'];
  /** Projected `feature.points`. */
  readonly points: readonly Point[];
  /** Projected `feature.lines`. */
  readonly lines: readonly Course[];
}

export class Atlas {
  readonly border: BorderLine;
  readonly ground: Ground;
  readonly families: readonly Family[];
  readonly features: readonly Feature[];
  /** In the order of `features`. */
  readonly entries: readonly Entry[];
  private readonly byId: ReadonlyMap<string, Entry>;
  private readonly familyByName: ReadonlyMap<string, Family>;

  constructor(readonly payload: Payload) {
    this.border = new BorderLine(payload.border);
    this.ground = new Ground(payload.backdrop);
    this.families = payload.families;
    this.features = payload.features;
    this.familyByName = new Map(payload.families.map((family) => [family.name, family]));
    this.entries = payload.features.map((feature) => this.enter(feature));
    this.byId = new Map(this.entries.map((entry) => [entry.feature.id, entry]));
  }

  feature(id: string): Feature | undefined {
    return this.byId.get(id)?.feature;
  }

  entry(id: string): Entry | undefined {
    return this.byId.get(id);
  }

  family(feature: Feature): Family {
    const kind = own(this.payload.kinds, feature.kind);
    const family = kind && this.familyByName.get(kind.family);
    return family ?? { name: feature.kind, title: feature.kind, symbol: 'note', hue: 'slate' };
  }

  /** A feature without a status is a fact in itself, such as an event: filled. A status that the page does not know is not documented. */
  fill(feature: Feature): Status['fill'] {
    if (feature.status === undefined) return 'filled';
    return own(this.payload.statuses, feature.status)?.fill ?? 'hollow';
  }

  /** About the zoom at which the whole line fills a thousand pixels. */
  get wholeZoom(): number {
    const [west, south, east, north] = this.payload.page.home;
    const extent = Math.max(mercatorX(east) - mercatorX(west), mercatorY(south) - mercatorY(north));
    return Math.log2(1000 / (extent * worldPixels(0)));
  }

  /** Whether the backdrop covers a place. */
  covers([lon, lat]: LonLat): boolean {
    const [west, south, east, north] = this.payload.backdrop.bounds;
    return lon >= west && lon <= east && lat >= south && lat <= north;
  }

  /** Whether a place in unit Mercator lies in the opening view, give or take a third of its height. */
  isNearHome({ x, y }: Point): boolean {
    const [west, south, east, north] = this.payload.page.home;
    const top = mercatorY(north);
    const bottom = mercatorY(south);
    const slack = (bottom - top) / 3;
    return x >= mercatorX(west) - slack && x <= mercatorX(east) + slack && y >= top - slack && y <= bottom + slack;
  }

  private enter(feature: Feature): Entry {
    return {
      feature,
      family: this.family(feature),
      fill: this.fill(feature),
      points: (feature.points ?? []).map(projectPoint),
      lines: (feature.lines ?? []).map(unpack),
    };
  }
}
