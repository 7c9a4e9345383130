/** Saves the current view as a PNG, made in the page: nothing leaves it. */

import { saveBlob } from '../dom/save';
import type { StillSize, StillView } from '../map/still';
import { today } from '../print/print';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { drawPicture } from './picture';

/** What the screen shows of the map. */
export interface Seen {
  readonly view: StillView;
  readonly size: StillSize;
  /** Whether the author of the page put something on the map that is not the atlas's. */
  readonly hasOverlays: boolean;
}

export function savePicture(context: Context, { view, size, hasOverlays }: Seen): void {
  const { register, store } = context;
  const { page, basemaps } = register.payload;
  const date = today(new Date());
  const canvas = drawPicture(context, view, size, date);
  const host = basemaps.find(({ name }) => name === store.now.basemap)?.host;
  const lacks = [host !== undefined && text.picture.withoutOnline(host), hasOverlays && text.picture.withoutOverlays].filter((part) => part !== false);
  const fail = (): void => store.set({ notice: text.picture.failed });
  if (!canvas) return fail();
  canvas.toBlob((blob) => {
    if (!blob) return fail();
    saveBlob(blob, text.picture.file(page.name, date));
    if (lacks.length > 0) store.set({ notice: lacks.join(' ') });
  }, 'image/png');
}
