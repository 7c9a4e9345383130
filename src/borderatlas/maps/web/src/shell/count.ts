/** Says how many features are left after windows, filters or layers have changed, once the reader pauses. */

import { countShown } from '../filter/counts';
import { inForce } from '../filter/demands';
import { choiceChanged } from '../filter/shown';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import type { Announcer } from './messages';

const PAUSE_MS = 500;

export function followCount(context: Context, announcer: Announcer): void {
  const { atlas, store } = context;
  let timer = 0;
  const say = (): void => {
    const n = countShown(atlas.entries, store.now);
    const found = inForce(context, store.now);
    announcer.say(
      n === 0 && found.length > 0
        ? text.filter.empty(found.map(({ clause }) => clause))
        : text.filter.announced(n, found.map(({ label }) => label)),
    );
  };
  let changed = false;
  store.subscribe((now, before) => {
    changed ||= choiceChanged(now, before);
    // While the years play, every step would speak; the last one does.
    if (!changed || now.playing) return;
    if (!choiceChanged(now, before) && now.playing === before.playing) return;
    changed = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(say, PAUSE_MS);
  });
}
