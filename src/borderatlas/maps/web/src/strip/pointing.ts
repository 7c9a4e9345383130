/** The pointer on the strip: hover, click, and the drag that brushes kilometres. */

import type { Store } from '../state/store';
import { windowOf } from './brush';
import { spotAt, type Marks, type Spot } from './marks';
import type { Plan } from './plan';

/** Movement in px below which a press is a click. */
const TAP = 4;
const TOUCH_SLOP = 8;
/** So long a click on empty space waits for a second one where there is a window to lift, ms. */
const TWICE = 300;

export interface Pointed {
  readonly stage: HTMLElement;
  readonly store: Store;
  /** What is drawn now; null while the strip is hidden. */
  readonly drawing: () => { readonly plan: Plan; readonly marks: Marks } | null;
  /** Tells what the pointer is on, px of the stage. */
  readonly hover: (spot: Spot | null, x: number, y: number) => void;
  readonly showKm: (km: number) => void;
}

export function followPointer({ stage, store, drawing, hover, showKm }: Pointed): void {
  let press: { readonly km: number; readonly x: number; readonly y: number; brushing: boolean } | null = null;
  /** Whether the last click was on a mark. */
  let onMark = false;
  let waiting = 0;

  const locate = (event: MouseEvent): { plan: Plan; marks: Marks; x: number; y: number; along: number; across: number } | null => {
    const now = drawing();
    if (!now) return null;
    const box = stage.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    return { ...now, x, y, along: now.plan.turned ? y : x, across: now.plan.turned ? x : y };
  };
  const leave = (): void => {
    hover(null, 0, 0);
    store.set({ hover: null, cursor: null });
  };

  stage.addEventListener('pointerdown', (event) => {
    const found = event.button === 0 && locate(event);
    // A finger on a strip that scrolls scrolls it.
    const mayBrush = event.pointerType !== 'touch' || (found && !found.plan.turned);
    press = found && mayBrush ? { km: found.plan.along.invert(found.along), x: event.clientX, y: event.clientY, brushing: false } : null;
  });

  stage.addEventListener('pointermove', (event) => {
    const found = locate(event);
    if (!found) return;
    const { plan, marks, along, across } = found;
    const km = plan.along.invert(along);
    if (press) {
      const moved = plan.turned ? event.clientY - press.y : event.clientX - press.x;
      if (!press.brushing && Math.abs(moved) > TAP) {
        press.brushing = true;
        stage.setPointerCapture(event.pointerId);
        leave();
      }
      if (press.brushing) {
        store.set({ km: windowOf(press.km, km, plan.lengthKm) });
        return;
      }
    }
    if (event.pointerType === 'touch') return;
    const spot = spotAt(marks.spots, along, across);
    const first = spot?.members[0]?.feature;
    stage.classList.toggle('on-mark', spot !== null);
    hover(spot, found.x, found.y);
    store.set({ hover: first?.id ?? null, cursor: first?.address.km ?? km });
  });

  stage.addEventListener('pointerleave', () => {
    if (!press?.brushing) leave();
  });
  stage.addEventListener('pointercancel', () => (press = null));

  stage.addEventListener('click', (event) => {
    const brushed = press?.brushing ?? false;
    press = null;
    const found = locate(event);
    window.clearTimeout(waiting);
    // The second click of two is the first one's, or lifts the window, below.
    if (brushed || !found || event.detail > 1) return;
    const slop = (event as Partial<PointerEvent>).pointerType === 'touch' ? TOUCH_SLOP : 0;
    const spot = spotAt(found.marks.spots, found.along, found.across, slop);
    onMark = spot !== null;
    if (!spot) {
      const km = found.plan.along.invert(found.along);
      if (store.now.km === null) showKm(km);
      else waiting = window.setTimeout(() => showKm(km), TWICE);
      return;
    }
    hover(null, 0, 0);
    const ids = spot.members.map(({ feature }) => feature.id);
    if (ids.length > 1) store.set({ selection: null, stack: ids, list: null });
    else store.set({ selection: ids[0] ?? null, stack: [], list: null });
  });
  // On a mark a double click opens it, as a click does, and no more.
  stage.addEventListener('dblclick', () => {
    if (!onMark) store.set({ km: null });
  });
}
