/** Small drawings of the lines on the map, for legend and drawer. */

import { type Child, s } from '../dom/element';

const COURSE = 'M2 14Q10 5 18 11T32 9 44 8';

function sample(...shapes: Child[]): SVGElement {
  return s('svg', { width: 46, height: 22, viewBox: '0 0 46 22', 'aria-hidden': 'true' }, ...shapes);
}

/** The border with a kilometre post. */
export function lineSample(): SVGElement {
  return sample(
    s('path', { class: 'border-ribbon', d: COURSE }),
    s('path', { class: 'border-casing', d: COURSE }),
    s('path', { class: 'border-line', d: COURSE }),
    s('circle', { class: 'border-post', cx: 23, cy: 11.2, r: 3 }),
  );
}

/** A course that nobody surveyed. */
export function courseSample(hue: string): SVGElement {
  return sample(
    s('path', { class: `course-band hue-${hue}`, d: COURSE }),
    s('path', { class: `course-dots hue-${hue}`, d: COURSE }),
  );
}
