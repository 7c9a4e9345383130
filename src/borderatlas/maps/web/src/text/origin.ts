/** What a copy on paper or in a picture says of itself: of which line and date it is, and whose data it shows. */

import type { Payload } from '../data/types';
import { text } from './catalogue';
import { count, partialDate } from './format';

/** `1,344 km · line: OpenStreetMap … · facts to 17 Apr 2026`, then what the copy adds. */
export function versionWords({ border, page }: Pick<Payload, 'border' | 'page'>, made: string): string {
  const facts = page.facts_to === undefined ? [] : [text.print.facts(partialDate(page.facts_to))];
  return [text.print.length(count(border.length_km, 1)), text.print.line(border.version), ...facts, made].join(' · ');
}

/** Every credit with its licence. */
export function creditsInFull({ credits }: Pick<Payload, 'credits'>): string {
  return credits.map(({ text: credit, licence }) => (licence === undefined ? credit : `${credit} (${licence})`)).join(' · ');
}
