/** How well the place is known: a small drawing like the one on the map, and a sentence. */

import type { Feature } from '../data/types';
import { h, s } from '../dom/element';
import { prose } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import { courseSample, lineSample } from '../panel/samples';
import type { Context } from '../state/context';
import { isPlaced } from '../state/register';
import { text } from '../text/catalogue';
import { metres, precisionSentence } from '../text/format';

let gradients = 0;

export function precision(feature: Feature, context: Context): HTMLElement {
  return h(
    'div',
    { class: isPlaced(feature) ? 'precision' : 'precision unplaced' },
    isPlaced(feature) && drawing(feature, context),
    h(
      'div',
      {},
      h('p', {}, precisionSentence(feature)),
      feature.unplaced_reason !== undefined && prose('p', text.precision.whyUnplaced(feature.unplaced_reason), {}, 400),
      feature.position_source !== undefined && prose('p', text.precision.position(feature.position_source), { class: 'quiet' }, 220),
    ),
  );
}

function drawing(feature: Feature, { register }: Context): Element {
  const family = register.family(feature);
  const symbol = (size: number): Element => symbolSvg(family, size, register.status(feature).fill);
  if (feature.stretch) return h('span', { class: 'spot' }, lineSample());
  if (feature.mark === 'line') return h('span', { class: 'spot' }, courseSample(family.hue));
  if (feature.mark === 'crisp') return h('span', { class: 'spot' }, symbol(30));
  const radius = feature.precision_m === undefined ? '' : metres(feature.precision_m);
  const disc = feature.mark === 'circle' ? ring() : fading();
  return h(
    'span',
    { class: `spot hue-${family.hue}` },
    s(
      'svg',
      { width: 64, height: 64, viewBox: '-32 -32 64 64', 'aria-hidden': 'true' },
      disc,
      radius !== '' && s('path', { class: 'radius', d: 'M0 0H30' }),
      radius !== '' && s('text', { class: 'radius-text', x: 16, y: -4, 'text-anchor': 'middle' }, radius),
    ),
    feature.mark === 'circle' && h('span', { class: 'centre' }, symbol(18)),
  );
}

function ring(): Element[] {
  return [
    s('circle', { r: 30, fill: 'currentColor', 'fill-opacity': 0.09 }),
    s('circle', { r: 30, fill: 'none', stroke: 'currentColor' }),
  ];
}

function fading(): Element[] {
  gradients += 1;
  const id = `fading-${gradients}`;
  return [
    s(
      'defs',
      {},
      s(
        'radialGradient',
        { id },
        s('stop', { offset: 0, 'stop-color': 'currentColor', 'stop-opacity': 0.5 }),
        s('stop', { offset: 1, 'stop-color': 'currentColor', 'stop-opacity': 0 }),
      ),
    ),
    s('circle', { r: 31, fill: `url(#${id})` }),
  ];
}
