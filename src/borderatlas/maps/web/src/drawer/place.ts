/** Where a feature stands along the border: kilometre, offset and side, nearest crossing, and its spot on the whole line. */

import type { Address, Feature } from '../data/types';
import { type Child, h, s } from '../dom/element';
import { label } from '../dom/prose';
import type { Context } from '../state/context';
import { kmSpacing } from '../strip/scale';
import { text } from '../text/catalogue';
import { kilometre, kilometreRange, nearestSentence, offsetSentence, sharpness } from '../text/format';

export function place(feature: Feature, context: Context): Child {
  const { address } = feature;
  if (!address) return null;
  const { register, store } = context;
  const km = kilometre(address, feature.mark);
  const { nearest } = address;
  return h(
    'div',
    { class: 'address' },
    h('b', {}, km),
    row(kilometreRange(address, feature.mark)),
    !feature.stretch && row(offsetSentence(address, feature.precision_m, (code) => register.countryName(code, store.now.language))),
    nearest &&
      feature.mark !== 'none' &&
      h('div', {}, label(nearestSentence(nearest.name, nearest.km, sharpness(address, feature.mark)), {}, 200)),
    miniLine(feature, address, km, context),
  );
}

function row(sentence: string | null): Child {
  return sentence !== null && h('div', {}, sentence);
}

const WIDTH = 330;

/** The whole line with its crossings; a triangle only for what stands in one place. */
function miniLine(feature: Feature, address: Address, km: string, { register }: Context): SVGElement {
  const { hue } = register.family(feature);
  const oneSpot = feature.mark !== 'line' && feature.mark !== 'none';
  const length = register.payload.border.length_km;
  const x = (at: number): number => 4 + (Math.max(0, Math.min(length, at)) / length) * (WIDTH - 8);
  const from = x(address.km_from);
  const to = x(address.km_to);
  const spacing = kmSpacing(length);
  const ticks = Array.from({ length: Math.floor(length / spacing) + 1 }, (_, i) => x(i * spacing));
  return s(
    'svg',
    { class: 'mini-line', viewBox: `0 0 ${WIDTH} 22`, role: 'img', 'aria-label': text.place.miniLine(km) },
    s('path', { class: 'tick', d: ticks.map((at) => `M${at.toFixed(1)} 13v4`).join('') }),
    s('path', { class: 'line', d: `M4 13H${WIDTH - 4}` }),
    to - from > 2 && s('rect', { class: `span hue-${hue}`, x: from, y: 9.5, width: to - from, height: 7, rx: 3 }),
    register.payload.border.crossings.map((km) => s('circle', { class: 'crossing', cx: x(km), cy: 13, r: 2.6 })),
    oneSpot && s('path', { class: 'here', d: `M${x(address.km).toFixed(1)} 10l-4.5 -8h9z` }),
  );
}
