/** Neighbours in space and time: the nearest places along the border, and events just before and after, to jump to. */

import type { Feature } from '../data/types';
import { type Child, h } from '../dom/element';
import type { Context } from '../state/context';
import { type Located, type NearEvent, type NearPlace, SOON, nearAlong, nearInTime } from '../state/nearby';
import { text } from '../text/catalogue';
import { type Sharpness, alongWords, bluntest, sharpness } from '../text/format';
import { featureRow, stackRow } from './row';
import { section } from './section';

/** Only what is shown is listed, as for every walk. */
export function nearby(feature: Feature, context: Context): Child {
  const { register, store } = context;
  const shown = register.payload.features.filter((other) => register.isShown(other, store.now));
  const places = nearAlong(feature, shown);
  const events = register.isEvent(feature) ? nearInTime(feature, shown.filter((other) => register.isEvent(other))) : [];
  const list = (rows: readonly Child[]): HTMLElement => h('ul', { class: 'rows' }, rows.map((row) => h('li', {}, row)));
  return [
    places.length > 0 && section(text.nearby.space, list(places.map((near) => placeRow(near, feature, context)))),
    events.length > 0 &&
      section(text.nearby.time, h('p', { class: 'quiet' }, text.nearby.timeNote(SOON.days, SOON.km)), list(events.map((near) => eventRow(near, feature, context)))),
  ];
}

function placeRow({ members, km }: NearPlace, feature: Feature, context: Context): HTMLElement {
  const [first] = members;
  const distance = distanceTo(first!, feature, km);
  return members.length === 1 ? featureRow(first!, context, distance) : stackRow(members, context, distance);
}

function eventRow({ event, days, km }: NearEvent, feature: Feature, context: Context): HTMLElement {
  return featureRow(event, context, text.nearby.joined([daysWords(days, event, feature), distanceTo(event, feature, km)]));
}

function daysWords(days: number, event: Feature, feature: Feature): string {
  const isExact = [event, feature].every(({ start = '', end = start }) => start.length === 10 && end.length === 10);
  if (days === 0) return isExact && event.start === feature.start && (event.end ?? event.start) === (feature.end ?? feature.start) ? text.nearby.sameDay : text.nearby.sameTime;
  const words = days < 0 ? text.nearby.before(-days) : text.nearby.after(days);
  return isExact ? words : text.nearby.about(words);
}

/** No sharper than the less well known of the two places. */
function distanceTo(other: Located, feature: Feature, km: number): string {
  const how: Sharpness = feature.address ? bluntest(sharpness(other.address, other.mark), sharpness(feature.address, feature.mark)) : 'about';
  return alongWords(km, how);
}
