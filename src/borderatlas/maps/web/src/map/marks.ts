/** Which symbols stand where: sizes, crowds, trays. Pure layout; map/symbol-painter.ts paints it. */

import type { Entry } from '../data/atlas';
import { crowd, type Crowd, type Placed } from './crowding';
import type { Focus } from './focus';
import { around, type Placer } from './placer';
import type { Frame, Rect } from './frame';
import { byPaintOrder, byRank, deathsOf, groupOf, isFine, reachOf } from './ranks';
import { byZoom, FAR_ZOOM, SYMBOL_RADIUS, TRAY_ZOOM } from './scale';
import { shapeOf } from './shapes';

/** A symbol on the sheet. */
export interface Mark {
  readonly entry: Entry;
  /** Everything it stands for, itself included. */
  readonly members: readonly Entry[];
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Deaths that no source states: hollow. */
  readonly hollow: boolean;
  readonly strong: boolean;
  readonly selected: boolean;
  /** The count beside it. */
  readonly pill?: { readonly text: string; readonly rect: Rect };
}

/** Members of one site side by side above their true point. */
export interface Tray {
  readonly x: number;
  readonly y: number;
  readonly rect: Rect;
}

/** One symbol or tray, with room for its name. */
export interface Spot {
  readonly crowd: Crowd<Entry>;
  readonly marks: readonly Mark[];
  readonly tray?: Tray;
  /** Centre of what is drawn, and half its width. */
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** What the pill beside a symbol says of its members; null for no pill. */
export type PillText = (members: readonly Entry[], far: boolean) => string | null;

/** A symbol that stands for several says how many; at the smallest scales there is no room for that. */
export const countPill: PillText = (members, far) => (members.length > 1 && !far ? String(members.length) : null);

/** Room for the ring around a selected symbol, px. */
const RING = 9;
const PILL_HEIGHT = 12;
/** More symbols than this do not fit side by side; a count stands for them. */
const LONGEST_TRAY = 8;

/** Entries that have a symbol, by rank; sorted once for entries, which stay the same until a reader chooses others. */
const ranked = new WeakMap<readonly Entry[], readonly Entry[]>();

function rankedOf(entries: readonly Entry[]): readonly Entry[] {
  const found = ranked.get(entries) ?? entries.filter(({ feature: { mark } }) => mark === 'crisp' || mark === 'circle').sort(byRank);
  ranked.set(entries, found);
  return found;
}

/** Bottom up. */
export function layoutSymbols(frame: Frame, focus: Focus, pill: PillText = countPill): Spot[] {
  const far = frame.zoom < FAR_ZOOM;
  const r = byZoom(frame.zoom, SYMBOL_RADIUS);
  const shown = rankedOf(focus.entries).filter((entry) => !far || !isFine(entry) || focus.isSelected(entry));
  const crowds = crowd(placed(frame, shown), (group) => reachOf(group) * r);
  return crowds
    .sort((a, b) => byPaintOrder(a.group, b.group))
    .map((found) =>
      found.group === 'site' && frame.zoom >= TRAY_ZOOM && found.members.length > 1 && found.members.length <= LONGEST_TRAY
        ? inTray(found, focus, r, pill)
        : single(found, focus, r, far, pill),
    );
}

function* placed(frame: Frame, entries: readonly Entry[]): Generator<Placed<Entry>> {
  for (const entry of entries) {
    for (const point of entry.points) {
      const x = frame.x(point.x);
      const y = frame.y(point.y);
      if (frame.touches(x, y, 20)) yield { item: entry, group: groupOf(entry), x, y };
    }
  }
}

function radiusOf(entry: Entry, r: number, far: boolean): number {
  if (entry.family.symbol !== 'clash') return r * shapeOf(entry.family.symbol).scale;
  return Math.min(far ? 9 : 14, r * 0.72 + Math.sqrt(deathsOf(entry) ?? 0) * 0.9);
}

const isHollow = (entry: Entry): boolean => entry.family.symbol === 'clash' && deathsOf(entry) === undefined;

function single(found: Crowd<Entry>, focus: Focus, r: number, far: boolean, pillOf: PillText): Spot {
  const members = [...new Set(found.members)];
  const entry = members.find((member) => focus.isSelected(member)) ?? members[0]!;
  const strong = members.some((member) => focus.isOn(member));
  const own = radiusOf(entry, r, far);
  const radius = strong ? own + 1.5 : own;
  const pill = pillOf(members, far);
  const mark: Mark = {
    entry,
    members,
    x: found.x,
    y: found.y,
    r: radius,
    hollow: isHollow(entry),
    strong,
    selected: members.some((member) => focus.isSelected(member)),
    ...(pill === null ? {} : { pill: pillAt(pill, found.x + own * 0.45, found.y - own - 6) }),
  };
  return { crowd: found, marks: [mark], x: found.x, y: found.y, half: radius + 3 };
}

function pillAt(text: string, left: number, top: number): NonNullable<Mark['pill']> {
  return { text, rect: { left, top, right: left + Math.max(PILL_HEIGHT, 6 * text.length + 6), bottom: top + PILL_HEIGHT } };
}

function inTray(found: Crowd<Entry>, focus: Focus, r: number, pillOf: PillText): Spot {
  const members = [...new Set(found.members)];
  const step = 2 * r + 3;
  const y = found.y - r - 9;
  const first = found.x - ((members.length - 1) * step) / 2;
  const marks = members.map((entry, i): Mark => {
    const x = first + i * step;
    const pill = pillOf([entry], false);
    return {
      entry,
      members: [entry],
      x,
      y,
      r,
      hollow: false,
      strong: focus.isOn(entry),
      // The ring of a selected symbol would cover its neighbours: in a tray the symbol's own outline says it.
      selected: false,
      ...(pill === null ? {} : { pill: pillAt(pill, x, y - r - 6) }),
    };
  });
  const half = ((members.length - 1) * step) / 2 + r + 4;
  const tray = { x: found.x, y: found.y, rect: around(found.x, y, half, r + 4) };
  return { crowd: found, marks, tray, x: found.x, y, half: half + 2 };
}

/** Takes the room of the symbols, so that no text covers them. */
export function reserve(spots: readonly Spot[], placer: Placer): void {
  for (const { marks, tray } of spots) {
    if (tray) placer.take({ ...tray.rect, bottom: tray.y + 4 });
    for (const mark of marks) {
      if (!tray) placer.take(around(mark.x, mark.y, mark.selected ? mark.r + RING : mark.r));
      if (mark.pill) placer.take(mark.pill.rect);
    }
  }
}
