/** The pin that `folium.Icon` asks for, drawn here: no icon font, so a letter-free mark in the colours that Folium names. */

import L from 'leaflet';

/** Colours by Folium's names. */
const COLOURS: Readonly<Record<string, string>> = {
  red: '#C8372D', darkred: '#8E2A22', lightred: '#F0806F', orange: '#E08A1E', beige: '#E8C68A', green: '#5B9A2B', darkgreen: '#3D6B22',
  lightgreen: '#A8D05A', blue: '#2F7FC1', darkblue: '#1B4F80', cadetblue: '#3E6B7A', lightblue: '#79BDEB', purple: '#9A4FB0',
  darkpurple: '#59356B', pink: '#E58BC0', white: '#FFFFFF', gray: '#6B6B6B', lightgray: '#A9A9A9', black: '#2A2A2A',
};
const WIDTH = 28;
const HEIGHT = 38;
const SVG = 'http://www.w3.org/2000/svg';

/** Options of `L.AwesomeMarkers.icon`, as far as they are drawn. */
export interface PinOptions {
  readonly markerColor?: string;
  readonly iconColor?: string;
}

function path(d: string, attributes: Readonly<Record<string, string>>): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({ d, ...attributes })) element.setAttribute(name, value);
  return element;
}

const colour = (name: string | undefined, fallback: string): string =>
  name !== undefined && Object.prototype.hasOwnProperty.call(COLOURS, name) ? COLOURS[name]! : (name ?? fallback);

class Pin extends L.Icon<L.IconOptions> {
  constructor(private readonly pin: PinOptions) {
    super({ iconUrl: '', iconSize: [WIDTH, HEIGHT], iconAnchor: [WIDTH / 2, HEIGHT], popupAnchor: [0, -HEIGHT + 6], className: 'atlas-pin' });
  }

  override createIcon(): HTMLElement {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 28 38');
    svg.setAttribute('width', String(WIDTH));
    svg.setAttribute('height', String(HEIGHT));
    svg.setAttribute('aria-hidden', 'true');
    svg.append(
      path('M14 37C13 29 1.5 24 1.5 13.5A12.5 12.5 0 0 1 26.5 13.5C26.5 24 15 29 14 37Z', {
        fill: colour(this.pin.markerColor, '#2F7FC1'), stroke: '#FFFFFF', 'stroke-width': '1.5', 'stroke-linejoin': 'round',
      }),
      path('M14 8.5A5 5 0 0 1 14 18.5A5 5 0 0 1 14 8.5Z', { fill: colour(this.pin.iconColor, '#FFFFFF') }),
    );
    const icon = document.createElement('div');
    icon.className = `leaflet-marker-icon ${this.options.className ?? ''}`;
    icon.style.width = `${WIDTH}px`;
    icon.style.height = `${HEIGHT}px`;
    icon.style.marginLeft = `${-WIDTH / 2}px`;
    icon.style.marginTop = `${-HEIGHT}px`;
    icon.append(svg);
    return icon;
  }

  override createShadow(): HTMLElement {
    // Leaflet takes null for "no shadow"; its types do not say so.
    return null as unknown as HTMLElement;
  }
}

/** Stands for `L.AwesomeMarkers.icon(options)`. */
export const pinIcon = (options: PinOptions = {}): L.Icon => new Pin(options);
