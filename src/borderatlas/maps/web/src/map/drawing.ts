/** Keeps the canvases of the map up to date with the state and the view: which of them is painted when, and how much of it. */

import type L from 'leaflet';

import type { Atlas } from '../data/atlas';
import type { Box } from '../data/course';
import { choiceChanged } from '../filter/shown';
import type { State, Store } from '../state/store';
import { paintBackdrop, type Home } from './backdrop';
import { widerThanMap } from './discs';
import { Focus } from './focus';
import type { Frame } from './frame';
import { groundOf } from './grounds';
import type { Scene } from './hits';
import { layoutPlaces, paintMarks, paintPlaces } from './painting';
import { readPalette, type Palette } from './palette';
import { Sheets } from './sheets';

/**
 * Bottom up. Below the tiles, so that an online map covers the drawn land; above them, below users' overlays, the rest: what lies on the
 * ground, which moves along with the map, and what stands on it, which finds its room anew in every view.
 */
const SHEETS = [
  { name: 'backdrop', pane: 'atlas-backdrop', zIndex: 150, opaque: true },
  { name: 'ground', pane: 'atlas-marks', zIndex: 360 },
  { name: 'marks', pane: 'atlas-marks', zIndex: 360 },
] as const;
export type Sheet = (typeof SHEETS)[number]['name'];
/** What is looked at first is painted first. */
const ORDER: readonly Sheet[] = ['marks', 'ground', 'backdrop'];

export class Drawing {
  readonly sheets: Sheets<Sheet>;
  private readonly home: Home;
  private focus: Focus;
  private scene: Scene | undefined;
  /** Sheets that do not show the view or the state, in the order in which they are painted. */
  private readonly stale = new Set<Sheet>();
  /** Sheets that hold no longer. */
  private readonly changed = new Set<Sheet>(ORDER);
  /** Where the ground looks different, while the rest of it holds. */
  private patches: Box[] = [];
  /** Whether they differ so much from what is to be seen that all must change in the same frame. */
  private atOnce = true;
  private asked = false;

  /** @param painted told of each new scene */
  constructor(
    private readonly map: L.Map,
    private readonly atlas: Atlas,
    private readonly store: Store,
    private readonly painted: (scene: Scene) => void,
  ) {
    this.home = { left: atlas.payload.border.left, right: atlas.payload.border.right };
    this.focus = new Focus(atlas, store.now);
    this.sheets = new Sheets(SHEETS, () => this.ask(ORDER));
    this.sheets.addTo(map);
    store.subscribe((now, before) => this.follow(now, before));
  }

  /** The scene, drawn first where something changed. */
  current(): Scene | undefined {
    if (this.stale.has('marks')) this.paint('marks');
    return this.scene;
  }

  /** The scene as it is seen, which may be on its way into a view that it covers already. */
  covering(): Scene | undefined {
    return !this.changed.has('marks') && this.sheets.isCovering('marks') ? this.scene : this.current();
  }

  /** Has sheets painted anew. */
  change(...names: readonly Sheet[]): void {
    for (const name of names) this.changed.add(name);
    this.ask(names);
  }

  private follow(now: State, before: State): void {
    if (now.scheme !== before.scheme) {
      this.atOnce = true;
      this.change(...ORDER);
      return;
    }
    const chosen = choiceChanged(now, before) || now.selection !== before.selection;
    const pointed = now.hover !== before.hover;
    if (chosen || pointed || now.language !== before.language || now.basemap !== before.basemap) this.change('marks');
    if (chosen) this.change('ground');
    else if (pointed) this.patch([before.hover, now.hover]);
  }

  /** Has the ground painted anew where features lie on it. */
  private patch(ids: readonly (string | null)[]): void {
    const boxes = ids.flatMap((id) => {
      const entry = id === null ? undefined : this.atlas.entry(id);
      return entry ? groundOf(entry, this.atlas) : [];
    });
    if (boxes.length === 0) return;
    this.patches.push(...boxes);
    this.ask(['ground']);
  }

  /** Has sheets painted at the next animation frame, after those that wait already. */
  private ask(names: readonly Sheet[]): void {
    for (const name of names) this.stale.add(name);
    if (!this.asked) requestAnimationFrame(() => this.paintNext());
    this.asked = true;
  }

  /** Paints one sheet a frame, so that no frame waits for all; what is not painted yet is carried along with the map. */
  private paintNext(): void {
    this.asked = false;
    for (const name of this.stale) {
      this.paint(name);
      if (!this.atOnce && this.stale.size > 0) return this.ask([]);
    }
    this.atOnce = false;
  }

  private paint(name: Sheet): void {
    this.stale.delete(name);
    this.focus = this.focus.after(this.store.now);
    const palette = readPalette(this.map.getContainer());
    const painter = (frame: Frame): void => this.paintOn(name, frame, palette);
    const patches = name === 'ground' ? this.patches.splice(0) : [];
    // Names find their room anew in every view.
    if (this.changed.delete(name) || name === 'marks') this.sheets.paint(name, painter);
    else this.sheets.paintRest(name, patches, painter);
  }

  private paintOn(name: Sheet, frame: Frame, palette: Palette): void {
    const { focus } = this;
    if (name === 'backdrop') return paintBackdrop(frame, this.atlas.ground, this.home, palette);
    const places = layoutPlaces(frame, focus);
    if (name === 'ground') return paintPlaces(frame, places, focus, palette);
    const { discs, courses } = places;
    const { spots, numbers } = paintMarks(frame, focus, discs, palette, { home: this.home, named: this.store.now.basemap === null });
    this.scene = { frame, spots, discs, numbers, courses };
    this.painted(this.scene);
  }
}

/** Features whose disc is gone although the middle of the map lies in it. */
export const wideIn = ({ frame, discs }: Scene): string[] => widerThanMap(frame, discs).map(({ feature }) => feature.id);
