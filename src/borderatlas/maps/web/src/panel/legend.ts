/** What outline, softness and fill mean. Only what this page holds is explained. */

import type { Family, Feature, Status } from '../data/types';
import { type Child, h, s } from '../dom/element';
import { label } from '../dom/prose';
import { symbolSvg } from '../map/symbols';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { switchable } from './layers';
import { courseSample, lineSample } from './samples';

export function howSure(context: Context): HTMLElement {
  const { features } = context.register.payload;
  const crisp = mostly('crisp', context);
  const circle = mostly('circle', context);
  const soft = mostly('soft', context);
  const counted = features.find((feature) => feature.deaths !== undefined);
  const course = features.find((feature) => feature.lines && feature.mark === 'line');
  return h(
    'section',
    {},
    h('h2', {}, text.panel.howSure),
    h(
      'dl',
      { class: 'key' },
      entry(lineSample(), text.legend.line),
      crisp && entry(symbolSvg(crisp, 24, 'filled'), text.legend.crisp),
      circle && entry(circled(circle), text.legend.circle),
      soft && entry(disc(soft), text.legend.soft),
      counted && entry(symbolSvg(context.register.family(counted), 22, 'hollow'), text.legend.deaths),
      course && entry(courseSample(context.register.family(course).hue), text.legend.course),
    ),
  );
}

/** The family that has most features of a mark: its symbol stands for the mark. */
function mostly(mark: Feature['mark'], { register }: Context): Family | null {
  const counts = new Map<Family, number>();
  for (const feature of register.payload.features) {
    if (feature.mark !== mark || !feature.points) continue;
    const family = register.family(feature);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return [...counts].reduce<[Family | null, number]>((best, next) => (next[1] > best[1] ? next : best), [null, 0])[0];
}

/** Statuses that share a look stand in one row, by the names that this page gives them. */
export function statuses(context: Context): Child {
  const { register } = context;
  const used = new Set(register.payload.features.map((feature) => feature.status));
  const byFill = new Map<Status['fill'], string[]>();
  for (const [key, status] of Object.entries(register.payload.statuses)) {
    if (!used.has(key)) continue;
    byFill.set(status.fill, [...(byFill.get(status.fill) ?? []), status.label]);
  }
  const family = sampleFamily(context);
  // One look for all says nothing.
  if (byFill.size < 2 || !family) return null;
  const order: readonly Status['fill'][] = ['filled', 'slash', 'dashed', 'hollow'];
  return h(
    'section',
    {},
    h('h2', {}, text.panel.status),
    h(
      'dl',
      { class: 'key' },
      order.map((look) => {
        const labels = byFill.get(look);
        return labels && entry(symbolSvg(family, 24, look), label(text.legend.joined(labels), {}, 200));
      }),
    ),
  );
}

/** The family whose symbols show a status best: the one with most statuses, but for the ring that is never filled. */
function sampleFamily(context: Context): Family | null {
  let best: Family | null = null;
  let most = 0;
  for (const family of switchable(context)) {
    if (family.symbol === 'tripoint' || family.symbol === 'reach') continue;
    const documented = context.register.of(family).filter((feature) => feature.status !== undefined);
    const fills = new Set(documented.map((feature) => context.register.status(feature).fill));
    if (fills.size > most) [best, most] = [family, fills.size];
  }
  return best;
}

function entry(sample: Node, words: Child): Child {
  return h('div', {}, h('dt', {}, sample), h('dd', {}, words));
}

function circled(family: Family): Element {
  return h(
    'span',
    { class: `circled hue-${family.hue}` },
    s(
      'svg',
      { width: 30, height: 30, viewBox: '0 0 30 30', 'aria-hidden': 'true' },
      s('circle', { cx: 15, cy: 15, r: 14, fill: 'currentColor', 'fill-opacity': 0.06, stroke: 'currentColor' }),
    ),
    symbolSvg(family, 18, 'filled'),
  );
}

function disc(family: Family): SVGElement {
  return s(
    'svg',
    { class: `hue-${family.hue}`, width: 34, height: 34, viewBox: '0 0 34 34', 'aria-hidden': 'true' },
    s(
      'defs',
      {},
      s(
        'radialGradient',
        { id: 'legend-disc' },
        s('stop', { offset: 0, 'stop-color': 'currentColor', 'stop-opacity': 0.42 }),
        s('stop', { offset: 1, 'stop-color': 'currentColor', 'stop-opacity': 0 }),
      ),
    ),
    s('circle', { cx: 17, cy: 17, r: 17, fill: 'url(#legend-disc)' }),
    s('text', { class: 'disc-number', x: 17, y: 21.5, 'text-anchor': 'middle' }, '3'),
  );
}
