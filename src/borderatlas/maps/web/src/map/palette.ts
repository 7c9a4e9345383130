/** The colours of style/tokens.css for code that paints on a canvas. Read anew for every drawing, so a change of scheme needs no event. */

import type { Family } from '../data/types';

export interface Palette {
  readonly homeLeft: string;
  readonly homeRight: string;
  readonly landOther: string;
  readonly water: string;
  readonly river: string;
  readonly riverApproximate: string;
  readonly waterInk: string;
  readonly provinceLine: string;
  readonly countryLine: string;
  readonly provinceInk: string;
  readonly countryInk: string;
  readonly town: string;
  readonly townForeign: string;
  readonly border: string;
  readonly casing: string;
  readonly ribbon: string;
  readonly halo: string;
  readonly paper: string;
  readonly panel: string;
  readonly ink: string;
  readonly rule: string;
  /** What the reader has put on the map. */
  readonly focus: string;
  readonly hues: Readonly<Record<Family['hue'], string>>;
  readonly glyph: string;
  readonly glyphOnAmber: string;
  readonly edgeAmber: string;
  readonly lineAmber: string;
  /** Font families, ready for a canvas font. */
  readonly font: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    homeLeft: token('land-home-1'),
    homeRight: token('land-home-2'),
    landOther: token('land-other'),
    water: token('water'),
    river: token('river'),
    riverApproximate: token('river-approximate'),
    waterInk: token('water-ink'),
    provinceLine: token('province-line'),
    countryLine: token('country-line'),
    provinceInk: token('province-ink'),
    countryInk: token('country-ink'),
    town: token('town'),
    townForeign: token('town-foreign'),
    border: token('border'),
    casing: token('casing'),
    ribbon: token('ribbon'),
    halo: token('halo'),
    paper: token('paper'),
    panel: token('panel'),
    ink: token('ink'),
    rule: token('rule'),
    focus: token('focus'),
    hues: {
      blue: token('hue-blue'),
      green: token('hue-green'),
      purple: token('hue-purple'),
      vermilion: token('hue-vermilion'),
      amber: token('hue-amber'),
      slate: token('hue-slate'),
    },
    glyph: token('glyph'),
    glyphOnAmber: token('glyph-on-amber'),
    edgeAmber: token('edge-amber'),
    lineAmber: token('line-amber'),
    font: token('font') || 'sans-serif',
  };
}

/** A six-digit hex colour with an opacity from 0 to 1. */
export function withAlpha(hex: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return hex + byte.toString(16).padStart(2, '0');
}
