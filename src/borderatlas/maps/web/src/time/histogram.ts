/** Dated features by year: bars, the window of years over them, words for what is shown, and the button that plays. */

import { fill, h, s } from '../dom/element';
import type { Span } from '../filter/intervals';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { YearAxis } from './axis';
import { type Bar, barsOf, hueOf, wholeOf } from './bars';
import { Brush } from './brush';
import { playButton } from './player';
import { timeWords } from './words';

export interface Histogram {
  /** Words in the gutter, or above on a narrow page, and the plot. */
  readonly element: HTMLElement;
  /** "Play years": stands where its owner puts it. */
  readonly play: HTMLButtonElement;
  /** Draws anew after a change of size that the element cannot see itself, such as printing. */
  resize(): void;
}

/** Height of the bars, px; the years are written below. */
const BARS = 40;
const LABELS = 16;

/**
 * @param gutter whether the words stand before the plot, in line with the strip's gutter, or above it
 * @returns null where the features of the page are of one year, or of none
 */
export function histogram(context: Context, { gutter }: { readonly gutter: boolean }): Histogram | null {
  const { atlas, store } = context;
  const whole = wholeOf(atlas.entries);
  if (!whole || whole[0] === whole[1]) return null;
  return build(context, whole, gutter, playButton(store, whole));
}

function build(context: Context, whole: Span, gutter: boolean, play: HTMLButtonElement): Histogram {
  const { atlas, store } = context;
  const rough = s('path', { class: 'rough' });
  const sure = s('path', { class: 'sure' });
  const labels = s('g', { class: 'labels' });
  const svg = s('svg', { class: `hue-${hueOf(atlas.entries)}`, 'aria-hidden': 'true' }, rough, sure, labels);
  const plot = h('div', { class: 'years-plot', dir: 'ltr', role: 'group', 'aria-label': text.time.label }, svg);
  const words = timeWords(context, whole, gutter);
  const element = h('div', { class: `histogram ${gutter ? 'with-gutter' : 'stacked'}` }, words.element, plot);

  let axis = new YearAxis(whole, 0);
  let bars: readonly Bar[] = [];
  const brush = new Brush(plot, store, () => axis);

  const drawBars = (): void => {
    bars = barsOf(atlas.entries, store.now, whole);
    const most = Math.max(4, ...bars.map((bar) => bar.sure + bar.rough));
    const gap = Math.min(2, axis.band * 0.12);
    const rects = (height: (bar: Bar) => number, base: (bar: Bar) => number): string =>
      bars
        .filter((bar) => height(bar) > 0)
        .map((bar) => {
          const bottom = BARS - (base(bar) / most) * BARS;
          const tall = (height(bar) / most) * BARS;
          const width = Math.max(0.8, axis.band - gap);
          return `M${(axis.left(bar.year) + gap / 2).toFixed(1)} ${bottom.toFixed(1)}v${(-tall).toFixed(1)}h${width.toFixed(1)}v${tall.toFixed(1)}z`;
        })
        .join('');
    sure.setAttribute('d', rects((bar) => bar.sure, () => 0));
    rough.setAttribute('d', rects((bar) => bar.rough, (bar) => bar.sure));
  };
  const drawLabels = (): void => {
    const years = axis.labels();
    fill(
      labels,
      years.map((year, i) => {
        const anchor = i === 0 ? 'start' : i === years.length - 1 ? 'end' : 'middle';
        const x = i === 0 ? 0 : i === years.length - 1 ? axis.width : axis.left(year) + axis.band / 2;
        return s('text', { x, y: BARS + LABELS - 3, 'text-anchor': anchor }, String(year));
      }),
    );
  };
  const resize = (): void => {
    const width = plot.clientWidth;
    if (width <= 0 || width === axis.width) return;
    axis = new YearAxis(whole, width);
    svg.setAttribute('width', String(width));
    svg.setAttribute('height', String(BARS + LABELS));
    drawBars();
    drawLabels();
    brush.place();
  };

  plot.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
    const year = axis.yearAt(event.clientX - plot.getBoundingClientRect().left);
    words.point(bars.find((bar) => bar.year === year) ?? null);
  });
  plot.addEventListener('pointerleave', () => words.point(null));
  store.subscribe((now, before) => {
    if (now.playing !== before.playing) element.classList.toggle('playing', now.playing);
    if (axis.width === 0 || !choiceChanged(now, before)) return;
    if (now.off !== before.off || now.km !== before.km || now.filters !== before.filters) drawBars();
    brush.place();
  });
  new ResizeObserver(resize).observe(plot);
  return { element, play, resize };
}
