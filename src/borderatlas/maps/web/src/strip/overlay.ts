/** What moves over the strip while the reader points, selects and brushes: veil, bracket, selection, cursor. Moved, not rebuilt. */

import { type Child, h, s } from '../dom/element';
import type { Spot } from './marks';
import { at, type Band, type Plan } from './plan';

export interface OverlayState {
  /** Window of kilometres. */
  readonly km: Band | null;
  /** Kilometres that the map shows. */
  readonly sight: readonly Band[];
  readonly selected: { readonly km: number; readonly label: string; readonly spot: Spot | null } | null;
  readonly hovered: Spot | null;
  readonly cursor: { readonly km: number; readonly label: string } | null;
}

/** Dots at the ends of the line reach beyond them; the names of the rows begin no nearer. */
const BEYOND = 7;

export class Overlay {
  readonly group = s('g', {});
  /** Words over the drawing, which fit themselves. */
  readonly pills: readonly HTMLElement[];
  private readonly veil = s('path', { class: 'veil' });
  private readonly edges = s('path', { class: 'window-edge' });
  private readonly top = s('path', { class: 'window-top' });
  private readonly bracket = s('path', { class: 'sight' });
  private readonly hover = s('rect', { class: 'hovered' });
  private readonly ring = s('rect', { class: 'selected' });
  private readonly selection = s('path', { class: 'selection-line' });
  private readonly triangle = s('path', { class: 'triangle' });
  private readonly cursor = s('path', { class: 'cursor-line' });
  private readonly selectionPill = h('div', { class: 'strip-pill', 'aria-hidden': 'true', dir: 'auto' });
  private readonly cursorPill = h('div', { class: 'strip-pill', 'aria-hidden': 'true', dir: 'auto' });

  constructor() {
    const { veil, edges, top, bracket, hover, ring, selection, triangle, cursor } = this;
    const parts: Child[] = [veil, edges, top, bracket, hover, selection, ring, triangle, cursor];
    this.group.append(...parts.filter((part): part is SVGElement => part instanceof SVGElement));
    this.pills = [this.selectionPill, this.cursorPill];
  }

  draw(plan: Plan, state: OverlayState): void {
    const last = crossEnd(plan);
    this.drawWindow(plan, state.km, last);
    draw(this.bracket, state.sight.map((sight) => bracket(plan, sight)).join(''));
    outline(this.hover, plan, state.hovered, 3);
    const { selected, cursor } = state;
    // The line under the pointer stands alone.
    const shown = cursor ? null : selected;
    outline(this.ring, plan, selected?.spot ?? null, 3);
    draw(this.selection, shown ? across(plan, shown.km, last) : '');
    draw(this.triangle, shown ? triangle(plan, shown.km) : '');
    place(this.selectionPill, plan, shown);
    draw(this.cursor, cursor ? across(plan, cursor.km, last) : '');
    place(this.cursorPill, plan, cursor);
  }

  private drawWindow(plan: Plan, km: Band | null, last: number): void {
    if (!km) {
      for (const part of [this.veil, this.edges, this.top]) draw(part, '');
      return;
    }
    const start = plan.along(0);
    const end = plan.along(plan.lengthKm);
    const [from, to] = [plan.along(km[0]), plan.along(Math.min(km[1], plan.lengthKm))];
    draw(this.veil, [[start - BEYOND, from] as const, [to, end + BEYOND] as const].map((side) => rectangle(plan, side, [0, last])).join(''));
    draw(this.edges, across(plan, km[0], last) + across(plan, Math.min(km[1], plan.lengthKm), last));
    draw(this.top, rectangle(plan, [from, to], [0, 3]));
  }
}

/** Where verticals end: at the axis, or at the far side of a turned strip. */
function crossEnd(plan: Plan): number {
  return plan.turned ? plan.width : plan.grid[1];
}

function draw(path: SVGPathElement, d: string): void {
  if (path.getAttribute('d') !== d) path.setAttribute('d', d);
}

function across(plan: Plan, km: number, last: number): string {
  const from = at(plan, plan.along(km), 0);
  const to = at(plan, plan.along(km), last);
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
}

function rectangle(plan: Plan, along: Band, cross: Band): string {
  const corner = at(plan, along[0], cross[0]);
  const opposite = at(plan, Math.max(along[0], along[1]), cross[1]);
  return `M${corner.x.toFixed(1)} ${corner.y.toFixed(1)}H${opposite.x.toFixed(1)}V${opposite.y.toFixed(1)}H${corner.x.toFixed(1)}Z`;
}

/** Above the banks, its ends pointing at the line. */
function bracket(plan: Plan, [from, to]: Band): string {
  const tip = 5;
  const points = [
    at(plan, plan.along(from), tip),
    at(plan, plan.along(from), 1.5),
    at(plan, plan.along(to), 1.5),
    at(plan, plan.along(to), tip),
  ];
  return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
}

function triangle(plan: Plan, km: number): string {
  const { x, y } = at(plan, plan.along(km), 8);
  return plan.turned ? `M${x} ${y}l-7 -5v10z` : `M${x} ${y}l-5 -7h10z`;
}

function outline(rect: SVGRectElement, plan: Plan, spot: Spot | null, room: number): void {
  rect.style.display = spot ? '' : 'none';
  if (!spot) return;
  const centre = at(plan, spot.along, spot.across);
  const half = at(plan, spot.half[0], spot.half[1]);
  const grow = spot.kind === 'bar' ? 0 : room - 2.5;
  const [a, b] = [half.x + grow, half.y + grow];
  rect.classList.toggle('soft', spot.kind === 'bar');
  for (const [name, value] of Object.entries({ x: centre.x - a, y: centre.y - b, width: 2 * a, height: 2 * b, rx: spot.kind === 'dot' ? a : 4 })) {
    rect.setAttribute(name, value.toFixed(1));
  }
}

/** Shifted by its own share of the way, so that a pill never leaves the strip and nobody need measure it. */
function place(pill: HTMLElement, plan: Plan, mark: { readonly km: number; readonly label: string } | null): void {
  pill.hidden = mark === null;
  if (!mark) return;
  if (pill.textContent !== mark.label) pill.textContent = mark.label;
  const along = plan.along(mark.km);
  const { x, y } = plan.turned ? { x: plan.width - 6, y: along } : { x: along, y: plan.grid[1] + 1 };
  const share = plan.turned ? 100 : Math.round((100 * along) / Math.max(1, plan.width));
  pill.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-${share}%, ${plan.turned ? '-50%' : '0'})`;
}
