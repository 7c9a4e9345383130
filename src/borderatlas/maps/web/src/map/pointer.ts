/** From pointer to state: hover, selection, and the kilometre under the pointer. */

import L from 'leaflet';

import type { Atlas, Entry } from '../data/atlas';
import type { Foot } from '../data/border';
import { latitudeOf, longitudeOf } from '../data/mercator';
import { isShown } from '../filter/shown';
import type { State, Store } from '../state/store';
import { isReach } from './courses';
import { under, type Scene, type Under } from './hits';
import type { Sheets } from './sheets';
import { Tip, tipOf, tipOfLine } from './tip';

const SLOP_MOUSE = 4;
const SLOP_TOUCH = 14;
/** A click on the border this near to it selects the reach, px; a finger may miss by more. */
const REACH_CLICK = 6;
/** Two taps are a double tap within this time, ms, and this distance, px, also where the browser does not count them. */
const TWICE = { within: 300, near: 30 };
/** What of Leaflet and of its users takes the pointer before the atlas does. */
const OTHERS = '.leaflet-control, .leaflet-popup, .leaflet-tooltip, .leaflet-interactive, .leaflet-marker-icon';

interface Click {
  readonly at: L.Point;
  /** On the clock of the page, ms. */
  readonly time: number;
  readonly opened: Pick<State, 'selection' | 'stack'> | null;
}

export class Pointer {
  private readonly tip: Tip;
  private readonly cursor = document.createElement('div');
  /** Whether the cursor in the state is the pointer's, not one that a link or another part of the page has set. */
  private pointing = false;
  private readonly mayHover = matchMedia('(hover: hover)').matches;
  private readonly mayZoomTwice: boolean;
  /** The last click, and what it opened. */
  private last: Click | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly atlas: Atlas,
    private readonly store: Store,
    private readonly sheets: Sheets<'backdrop' | 'ground' | 'marks'>,
    private readonly scene: () => Scene | undefined,
  ) {
    const container = map.getContainer();
    this.mayZoomTwice = map.doubleClickZoom.enabled();
    this.tip = new Tip(container);
    this.cursor.className = 'atlas-km-cursor';
    this.cursor.hidden = true;
    this.cursor.setAttribute('aria-hidden', 'true');
    container.append(this.cursor);
    map.on('mousemove', (event) => this.hover(event));
    map.on('mouseout movestart zoomstart', () => this.leave());
    map.on('click', (event) => this.click(event));
    map.on('movestart zoomstart', () => (this.cursor.hidden = true));
    map.on('moveend zoomend', () => this.showCursor());
    store.subscribe((now, before) => {
      if (now.cursor !== before.cursor) this.showCursor();
    });
  }

  private find(event: L.LeafletMouseEvent, slop: number): { under: Under; scene: Scene } | undefined {
    const scene = this.scene();
    if (!scene || this.store.now.measuring || !this.isOnMap(event.originalEvent.target)) return undefined;
    const point = this.sheets.fromContainer('marks', event.containerPoint);
    return { under: under(scene, this.atlas, point.x, point.y, slop), scene };
  }

  private isOnMap(target: EventTarget | null): boolean {
    return target instanceof Element && this.map.getContainer().contains(target) && !target.closest(OTHERS);
  }

  private hover(event: L.LeafletMouseEvent): void {
    if (!this.mayHover) return;
    const found = this.find(event, SLOP_MOUSE);
    if (!found) return this.leave();
    const { hit, foot } = found.under;
    const { x, y } = event.containerPoint;
    const { language } = this.store.now;
    this.map.getContainer().style.cursor = hit ? 'pointer' : '';
    if (hit) this.tip.show(tipOf(hit, language), x, y);
    else if (foot) this.tip.show(tipOfLine(this.atlas.border, foot.km, language), x, y);
    else this.tip.hide();
    this.store.set({ hover: hit?.members[0]?.feature.id ?? null, ...this.point(hit?.kind === 'symbol' ? undefined : foot) });
  }

  /** The pointer takes over the cursor where it meets the line, and leaves it there only as long. */
  private point(foot: Foot | undefined): { readonly cursor?: number | null } {
    if (!foot && !this.pointing) return {};
    this.pointing = foot !== undefined;
    return { cursor: foot?.km ?? null };
  }

  private showCursor(): void {
    const { cursor } = this.store.now;
    this.cursor.hidden = cursor === null;
    if (cursor === null) return;
    const { x, y } = this.atlas.border.atKm(cursor);
    L.DomUtil.setPosition(this.cursor, this.map.latLngToContainerPoint([latitudeOf(y), longitudeOf(x)]));
  }

  private leave(): void {
    this.tip.hide();
    this.map.getContainer().style.cursor = '';
    this.store.set({ hover: null, ...this.point(undefined) });
  }

  private click(event: L.LeafletMouseEvent): void {
    if (this.isSecond(event)) return;
    const touch = (event.originalEvent as Partial<PointerEvent>).pointerType;
    const slop = touch === 'touch' || (touch === undefined && !this.mayHover) ? SLOP_TOUCH : SLOP_MOUSE;
    const found = this.find(event, slop);
    if (!found) return;
    this.tip.hide();
    const meant = this.meant(found, Math.max(REACH_CLICK, slop));
    this.select(meant);
    this.note(event, meant.length > 0);
  }

  /** All that a click is on: what lies on the ground is told with the reaches of the border, the widest of all. */
  private meant({ under: { hit, foot }, scene }: { under: Under; scene: Scene }, reach: number): readonly Entry[] {
    if (hit?.kind === 'symbol' || hit?.kind === 'number') return hit.members;
    const reaches = foot && scene.frame.pixels(foot.distance) <= reach ? this.reachesAt(foot.km) : [];
    return [...(hit?.members ?? []), ...reaches];
  }

  /** Whether a click is the second of two, the first of which said it all. */
  private isSecond({ containerPoint, originalEvent }: L.LeafletMouseEvent): boolean {
    if (originalEvent.detail > 1) return true;
    const { last, store } = this;
    if (!last?.opened || originalEvent.timeStamp - last.time > TWICE.within || containerPoint.distanceTo(last.at) > TWICE.near) return false;
    return store.now.selection === last.opened.selection && store.now.stack === last.opened.stack;
  }

  /** A double click on something opens that and no more. Leaflet takes quick taps in two places for one as well: they never zoom. */
  private note({ containerPoint: at, originalEvent: { timeStamp: time } }: L.LeafletMouseEvent, opened: boolean): void {
    const isHasty = this.last !== null && time - this.last.time <= TWICE.within;
    const { selection, stack } = this.store.now;
    this.last = { at, time, opened: opened ? { selection, stack } : null };
    if (!this.mayZoomTwice) return;
    if (opened || isHasty) this.map.doubleClickZoom.disable();
    else this.map.doubleClickZoom.enable();
  }

  private select(entries: readonly Entry[]): void {
    const ids = entries.map(({ feature }) => feature.id);
    if (ids.length > 1) this.store.set({ selection: null, stack: ids });
    else this.store.set({ selection: ids[0] ?? null, stack: [] });
  }

  private reachesAt(km: number): Entry[] {
    return this.atlas.entries.filter(
      (entry) =>
        isReach(entry) &&
        isShown(entry, this.store.now) &&
        entry.feature.address !== undefined &&
        km >= entry.feature.address.km_from &&
        km <= entry.feature.address.km_to,
    );
  }
}
