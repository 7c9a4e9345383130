/** The small box at the pointer. All of its text comes in as text. */

import type { BorderLine } from '../data/border';
import type { Stretch } from '../data/types';
import type { Entry } from '../data/atlas';
import { own } from '../state/lookup';
import { text } from '../text/catalogue';
import { count, dateSpan, kilometre, metres, shortened } from '../text/format';
import { nameIn, shortName } from '../text/names';
import type { Hit } from './hits';

const LONGEST = 90;

/** First line and second line. */
export type TipText = readonly [title: string, small: string];

export function tipOf(hit: Pick<Hit, 'kind' | 'members'>, language: string): TipText {
  const { members } = hit;
  const first = members[0]!;
  const name = shortened(nameIn(first.feature, language).text, LONGEST);
  if (hit.kind === 'disc' || hit.kind === 'number') {
    return members.length > 1
      ? [text.map.district(members.length), text.map.list]
      : [name, text.map.line([...facts(first), text.map.district(1)])];
  }
  if (members.length > 1) return [name, text.map.here(members.length)];
  const parts = facts(first);
  return [name, text.map.line(hit.kind === 'line' ? [...parts, text.map.schematic] : parts)];
}

/** Date, kilometre and radius, as far as they are known. */
function facts({ feature }: Entry): string[] {
  const parts: string[] = [];
  if (feature.start !== undefined) parts.push(dateSpan(feature.start, feature.end));
  if (feature.address) parts.push(kilometre(feature.address, feature.mark));
  if (feature.precision_m !== undefined) parts.push(text.map.within(metres(feature.precision_m)));
  return parts;
}

/** `km 772`, and `GBAO / Badakhshan · Panj`. */
export function tipOfLine(border: BorderLine, km: number, language: string): TipText {
  const named = (stretch: Stretch): string => shortName(own(stretch.names, language) ?? stretch.name);
  const banks = text.map.banks(border.banksAt(km).map(named));
  const reach = border.reachAt(km);
  return [text.map.km(count(Math.round(km))), text.map.line([banks, reach ? named(reach) : ''].filter((part) => part !== ''))];
}

export class Tip {
  private readonly box = document.createElement('div');
  private readonly title = document.createElement('div');
  private readonly small = document.createElement('div');

  constructor(private readonly container: HTMLElement) {
    this.box.className = 'atlas-tip';
    this.title.dir = 'auto';
    this.small.className = 'atlas-tip-small';
    this.small.dir = 'auto';
    this.box.append(this.title, this.small);
    // The drawer says the same to those who do not point.
    this.box.setAttribute('aria-hidden', 'true');
    this.box.hidden = true;
    container.append(this.box);
  }

  /** Shows the tip above a point of the container, or below it where there is no room. */
  show([title, small]: TipText, x: number, y: number): void {
    this.title.textContent = title;
    this.small.textContent = small;
    this.box.hidden = false;
    const half = this.box.offsetWidth / 2 + 4;
    const width = this.container.clientWidth;
    const below = y < this.box.offsetHeight + 22;
    this.box.style.left = `${Math.round(Math.min(Math.max(x, half), Math.max(half, width - half)))}px`;
    this.box.style.top = `${Math.round(below ? y + 20 : y - this.box.offsetHeight - 14)}px`;
  }

  hide(): void {
    this.box.hidden = true;
  }
}
