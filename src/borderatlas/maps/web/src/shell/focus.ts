/** The drawer takes the focus when it opens and gives it back when it closes; what was selected is announced. */

import { Drawer } from '../drawer/drawer';
import { listed } from '../drawer/listing';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { kilometre, shortened } from '../text/format';
import { nameIn } from '../text/names';
import type { Announcer } from './messages';

export function followFocus(context: Context, drawer: Drawer, announcer: Announcer, fallback: HTMLElement): void {
  const { store } = context;
  let opener: HTMLElement | null = null;
  // A narrow page has taken the row that was pressed out of the sheet by the time the drawer opens.
  let last: HTMLElement | null = null;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) last = target;
  });
  store.subscribe((now, before) => {
    if (now.selection === before.selection && now.stack === before.stack && now.list === before.list) return;
    const wanted = Drawer.wanted(now);
    announcer.say(wanted ? describe(context) : text.page.closed);
    if (wanted) {
      const active = document.activeElement;
      if (!Drawer.wanted(before)) opener = active instanceof HTMLElement && active !== document.body ? active : last;
      drawer.focus();
    } else {
      const back = opener?.isConnected && opener.getClientRects().length > 0 ? opener : fallback;
      opener = null;
      back.focus({ preventScroll: true });
    }
  });
}

function describe(context: Context): string {
  const { register, store } = context;
  const feature = register.get(store.now.selection);
  if (!feature) return text.page.listed(listed(context)?.title ?? '');
  const place = feature.address ? kilometre(feature.address, feature.mark) : '';
  return text.page.selected(shortened(nameIn(feature, store.now.language).text, 200), register.kind(feature).label, place);
}
