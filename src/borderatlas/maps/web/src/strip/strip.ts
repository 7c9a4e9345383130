/** The border drawn straight: the drawing, and what a reader does on it. */

import { fill, h, s } from '../dom/element';
import { isWhole } from '../map/sight';
import { Tip, tipOf, tipOfLine } from '../map/tip';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { text } from '../text/catalogue';
import { count, kilometre } from '../text/format';
import { meets } from '../filter/intervals';
import { choiceChanged } from '../filter/shown';
import { MOST_DOTS } from './bins';
import { Handles } from './brush';
import { Stock, westToEast, type Along, type Content } from './content';
import { ground } from './ground';
import { layoutMarks, spotOf, type Marks, type Spot } from './marks';
import { measurer, type Measure } from './measure';
import { Overlay } from './overlay';
import { planFor, stripHeight, type Band, type Mode, type Plan } from './plan';
import { followPointer } from './pointing';
import { things } from './things';
import { Walk } from './walk';

/** How much of the drawing is out of date; each includes those before it. */
const enum Stale {
  Nothing,
  Overlay,
  Things,
  Ground,
}

export interface MapReach {
  /** Brings a kilometre of the line into view. */
  centreOn(km: number): void;
}

export class Strip {
  readonly element: HTMLElement;
  /** Takes the pointer and the keys. */
  readonly stage: HTMLElement;
  readonly stock: Stock;
  map: MapReach | null = null;
  private readonly svg = s('svg', { 'aria-hidden': 'true' });
  private readonly groundGroup = s('g', {});
  private readonly thingsGroup = s('g', {});
  private readonly overlay = new Overlay();
  private readonly handles: Handles;
  private readonly tip: Tip;
  private readonly walk: Walk;
  private measure: Measure | null = null;
  private mode: Mode = 'low';
  private width = 0;
  /** Whether the window last held so few events that they are dots. */
  private few = false;
  private tallness = 0;
  private stale = Stale.Nothing;
  private sight: readonly Band[] = [];
  private content: Content = { places: [], events: [] };
  /** What the keys walk; null until they ask for it anew. */
  private row: readonly Along[] | null = null;
  private marks: Marks = { stacks: [], bars: [], dots: [], spots: [] };
  private plan: Plan | null = null;

  constructor(private readonly context: Context) {
    const { atlas, register, store } = context;
    this.stock = new Stock(atlas, register);
    this.stage = h('div', { class: 'strip-stage' }, this.svg);
    this.svg.append(this.groundGroup, this.thingsGroup, this.overlay.group);
    this.handles = new Handles(store, this.stock.extent.lengthKm, (event) => this.kmAt(event));
    this.element = h('div', { class: 'strip' }, this.stage, this.overlay.pills, this.handles.elements);
    this.tip = new Tip(this.element);
    this.walk = new Walk(this.stage, context, () => (this.row ??= westToEast(this.content, store.now)));
    followPointer({
      stage: this.stage,
      store,
      drawing: () => (this.plan ? { plan: this.plan, marks: this.marks } : null),
      hover: (spot, x, y) => this.showTip(spot, x, y),
      showKm: (km) => this.map?.centreOn(km),
    });
    new ResizeObserver(() => this.measureWidth()).observe(this.element);
    store.subscribe((now, before) => this.follow(now, before));
  }

  /** Height of the drawing, px. */
  get height(): number {
    return this.tallness;
  }

  /** @param tall height of a tall strip, px */
  setMode(mode: Mode, tall?: number): void {
    const height = stripHeight(mode, this.stock.extent, tall);
    if (mode === this.mode && height === this.tallness) return;
    this.mode = mode;
    this.tallness = height;
    this.element.dataset['mode'] = mode;
    this.element.style.blockSize = `${height}px`;
    this.ask(Stale.Ground);
  }

  /** Stretches of the line that the map shows now. */
  setSight(sight: readonly Band[]): void {
    this.sight = sight;
    this.ask(Stale.Overlay);
  }

  /** Kilometres that a scrolled strip shows within a box of the page. */
  kmWithin(box: DOMRect): Band | null {
    const { plan } = this;
    if (!plan) return null;
    const own = this.stage.getBoundingClientRect();
    return plan.turned
      ? [plan.along.invert(box.top - own.top), plan.along.invert(box.bottom - own.top)]
      : [plan.along.invert(box.left - own.left), plan.along.invert(box.right - own.left)];
  }

  private measureWidth(): void {
    const width = this.element.clientWidth;
    if (width === this.width) return;
    this.width = width;
    this.ask(Stale.Ground);
  }

  private kmAt(event: PointerEvent): number {
    const box = this.stage.getBoundingClientRect();
    return this.plan ? this.plan.along.invert(this.plan.turned ? event.clientY - box.top : event.clientX - box.left) : 0;
  }

  private follow(now: State, before: State): void {
    if (now.language !== before.language) this.ask(Stale.Ground);
    else if (choiceChanged({ ...now, km: null }, { ...before, km: null })) this.ask(Stale.Things);
    else if (now.km !== before.km) {
      this.ask(this.resolves(now) ? Stale.Things : Stale.Overlay);
      this.renewWalk();
    }
    else if (now.selection !== before.selection || now.hover !== before.hover || now.cursor !== before.cursor) this.ask(Stale.Overlay);
  }

  /** Whether bins become dots, or dots bins: they do where a window comes to hold few of many events. */
  private resolves(now: State): boolean {
    if (this.content.events.length <= MOST_DOTS) return false;
    const { few } = this;
    this.few = this.content.events.filter((event) => isWithin(event, now.km)).length <= MOST_DOTS;
    return few || this.few;
  }

  private renewWalk(): void {
    this.row = null;
    this.walk.renew();
  }

  private ask(what: Stale): void {
    if (this.stale === Stale.Nothing) requestAnimationFrame(() => this.draw());
    this.stale = Math.max(this.stale, what);
  }

  private draw(): void {
    // A hidden strip has no width; it draws when it gets one.
    if (this.width === 0) {
      this.stale = Stale.Nothing;
      return;
    }
    const { stale } = this;
    this.stale = Stale.Nothing;
    const { store, register } = this.context;
    this.measure ??= measurer(getComputedStyle(this.element).fontFamily);
    if (stale === Stale.Ground || !this.plan) this.drawGround(this.measure);
    const plan = this.plan!;
    if (stale >= Stale.Things) {
      this.content = this.stock.content(store.now);
      this.marks = layoutMarks(plan, this.content, (entry) => isWithin(entry, store.now.km));
      fill(this.thingsGroup, things(plan, this.marks, store.now.language, this.measure));
      const { places, events } = this.content;
      this.renewWalk();
      this.stage.setAttribute('aria-label', text.strip.summary(count(this.stock.extent.lengthKm), places.length, plan.events ? events.length : 0));
    }
    const { now } = store;
    const selected = register.get(now.selection);
    this.overlay.draw(plan, {
      km: now.km,
      // A map that shows the whole line needs no bracket.
      sight: isWhole(this.sight, plan.lengthKm) ? [] : this.sight,
      selected: selected?.address
        ? { km: selected.address.km, label: kilometre(selected.address, selected.mark), spot: spotOf(this.marks.spots, selected.id) }
        : null,
      hovered: now.hover === now.selection ? null : spotOf(this.marks.spots, now.hover),
      cursor: now.cursor === null ? null : { km: now.cursor, label: this.cursorLabel(now.cursor, now.hover) },
    });
    this.handles.place(plan, now.km);
  }

  private drawGround(measure: Measure): void {
    const { register, store } = this.context;
    const plan = planFor(this.mode, this.width, this.stock.extent, this.tallness);
    this.plan = plan;
    this.svg.setAttribute('width', String(plan.width));
    this.svg.setAttribute('height', String(plan.height));
    this.svg.setAttribute('viewBox', `0 0 ${plan.width} ${plan.height}`);
    fill(
      this.groundGroup,
      ground(plan, register.payload, measure, {
        language: store.now.language,
        row: rowName(this.stock),
        standing: standingOn(this.stock),
        countryName: (code) => register.countryName(code, store.now.language),
      }),
    );
  }

  /** `km 772 · GBAO / Badakhshan · Panj`; on a feature its own kilometre, no sharper than it is known. */
  private cursorLabel(km: number, hover: string | null): string {
    const { atlas, register, store } = this.context;
    const feature = register.get(hover);
    const [plain, where] = tipOfLine(atlas.border, km, store.now.language);
    const own = feature?.address && Math.abs(feature.address.km - km) < 1e-6 ? kilometre(feature.address, feature.mark) : plain;
    return this.plan?.turned ? own : text.strip.cursor(own, where);
  }

  private showTip(spot: Spot | null, x: number, y: number): void {
    if (!spot) {
      this.tip.hide();
      return;
    }
    // Of a disc, and so of a soft bar, a tip says that it is placed only to the district.
    const kind = spot.kind === 'bar' ? 'disc' : 'symbol';
    this.tip.show(tipOf({ kind, members: spot.members }, this.context.store.now.language), x, y);
  }
}

/** Whether what passes all but the window of kilometres passes that too. */
function isWithin({ feature: { address } }: Along, km: State['km']): boolean {
  return km === null || meets([address.km_from, address.km_to], km);
}

/** Name of the row of symbols; null where there is none. */
export function rowName(stock: Stock): string | null {
  if (stock.hasSites) return text.strip.sites;
  return stock.places.length > 0 ? text.strip.places : null;
}

/** Kilometres of everything that may stand on the line. */
export function standingOn(stock: Stock): number[] {
  return stock.places.filter(({ feature }) => feature.mark !== 'soft').map(({ feature }) => feature.address.km);
}
