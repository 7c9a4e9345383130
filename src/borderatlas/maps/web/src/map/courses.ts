/** Schematic lines, such as power lines and railways: a soft band and a broken core, never solid, never snapped to anything. */

import type { Entry } from '../data/atlas';
import type { Course } from '../data/course';
import type { Focus } from './focus';
import type { Frame } from './frame';
import { withAlpha, type Palette } from './palette';
import { byZoom, WIDTHS } from './scale';
import { traceWhole } from './trace';

/** A schematic line on the sheet. */
export interface CourseMark {
  readonly entry: Entry;
  readonly course: Course;
}

/** Reaches lie on the border line itself; map/border-line.ts marks them. */
export const isReach = ({ family }: Entry): boolean => family.symbol === 'reach';

const isRailway = ({ feature }: Entry): boolean => feature.kind.startsWith('rail');
const isDirectCurrent = ({ feature }: Entry): boolean => feature.kind.startsWith('hvdc');

export function layoutCourses(frame: Frame, focus: Focus): CourseMark[] {
  return focus.entries
    .filter((entry) => !isReach(entry))
    .flatMap((entry) => entry.lines.map((course) => ({ entry, course })))
    .filter(({ course }) => frame.shows(course.box));
}

export function paintCourses(frame: Frame, marks: readonly CourseMark[], focus: Focus, palette: Palette): void {
  const { context } = frame;
  const { frame: edge } = focus.atlas.ground;
  context.save();
  context.beginPath();
  context.rect(frame.x(edge.west), frame.y(edge.north), frame.x(edge.east) - frame.x(edge.west), frame.y(edge.south) - frame.y(edge.north));
  context.clip();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { entry, course } of marks) {
    const on = focus.isOn(entry);
    const hue = palette.hues[isRailway(entry) ? 'slate' : entry.family.hue];
    context.beginPath();
    traceWhole(frame, course);
    context.strokeStyle = withAlpha(hue, 0.15);
    context.lineWidth = byZoom(frame.zoom, WIDTHS.courseBand);
    context.stroke();
    context.strokeStyle = on ? palette.ink : isRailway(entry) || entry.family.hue !== 'amber' ? hue : palette.lineAmber;
    context.lineWidth = on ? 2.6 : isDirectCurrent(entry) ? 2.4 : 1.8;
    context.setLineDash(isRailway(entry) ? [8, 4] : entry.fill === 'dashed' ? [1, 5] : [0.1, 4.6]);
    context.stroke();
    context.setLineDash([]);
  }
  context.restore();
}
