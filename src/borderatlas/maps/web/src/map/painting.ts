/** What is painted on the map and in which order: the same on the screen, on paper and in a saved picture. */

import type { Home } from './backdrop';
import { paintBorder, paintPosts, reserveLine } from './border-line';
import { paintCircles } from './circles';
import { layoutCourses, paintCourses, type CourseMark } from './courses';
import { layoutDiscs, layoutNumbers, paintNumbers, type Disc, type DiscNumber } from './discs';
import type { Focus } from './focus';
import type { Frame, Rect } from './frame';
import { paintHidden } from './hidden';
import { Lettering } from './lettering';
import { type PillText, countPill, layoutSymbols, reserve, type Spot } from './marks';
import { paintMist } from './mist';
import { nameCountries, nameLakes, nameOutside, nameProvinces, nameSites, nameTowns, type NameTools } from './names';
import type { Palette } from './palette';
import { Placer } from './placer';
import { nameRivers } from './river-names';
import { paintSymbols } from './symbol-painter';

export interface Places {
  readonly discs: readonly Disc[];
  readonly courses: readonly CourseMark[];
}

/** What lies on the ground, where it is seen in a frame. */
export function layoutPlaces(frame: Frame, focus: Focus): Places {
  return { discs: layoutDiscs(frame, focus), courses: layoutCourses(frame, focus) };
}

/** Paints what lies on the ground: discs, circles, schematic lines, the border. */
export function paintPlaces(frame: Frame, { discs, courses }: Places, focus: Focus, palette: Palette): void {
  paintMist(frame, discs, focus, palette);
  paintCircles(frame, focus, palette);
  paintCourses(frame, courses, focus, palette);
  paintBorder(frame, focus, palette);
}

export interface Marks {
  readonly spots: readonly Spot[];
  readonly numbers: readonly DiscNumber[];
}

export interface MarksLook {
  readonly home: Home;
  /** Whether countries, towns and waters are named: an online map has names of its own. */
  readonly named: boolean;
  /** What the pill beside a symbol says; its count where nothing else is asked for. */
  readonly pill?: PillText;
  /** Where no text may stand, px of the frame. */
  readonly kept?: readonly Rect[];
}

/** Paints what stands on the ground: symbols, numbers, posts and names. */
export function paintMarks(frame: Frame, focus: Focus, discs: readonly Disc[], palette: Palette, look: MarksLook): Marks {
  const { border } = focus.atlas;
  const lettering = new Lettering(frame.context, palette.font, palette.halo);
  const placer = new Placer(frame.width, frame.height);
  const spots = layoutSymbols(frame, focus, look.pill ?? countPill);
  paintSymbols(frame, spots, palette, lettering);
  paintHidden(frame, focus, palette);
  reserve(spots, placer);
  for (const rect of look.kept ?? []) placer.take(rect);
  const numbers = layoutNumbers(frame, discs, placer);
  paintNumbers(numbers, palette, lettering);

  const tools: NameTools = { frame, focus, home: look.home, placer, palette, lettering };
  paintPosts(frame, border, placer, palette, lettering);
  reserveLine(frame, border, placer);
  const written = nameSites(tools, spots);
  if (look.named) {
    nameOutside(tools, spots);
    nameCountries(tools);
    nameTowns(tools, spots, written);
    nameProvinces(tools);
    nameLakes(tools);
    nameRivers(tools);
  }
  return { spots, numbers };
}
