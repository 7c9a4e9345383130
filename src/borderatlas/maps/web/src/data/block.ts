/** The data block of a page: JSON in a script element, plain or deflated. */

import { unzlibSync } from 'fflate';

import type { Payload } from './types';

/** What the block holds: the payload itself, or base64 of its zlib stream. */
type Block = { readonly encoding: 'json'; readonly data: Payload } | { readonly encoding: 'deflate'; readonly data: string };

export const BLOCK_ID = 'atlas-data';
const FORMAT = 1;

/** The page cannot be read; the message says why. */
export class UnreadableData extends Error {
  override name = 'UnreadableData';
}

/** Inflates on the main thread: workers and streams of some notebook hosts are closed to a page from a file. */
function inflate(base64: string): Payload {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return JSON.parse(new TextDecoder().decode(unzlibSync(bytes))) as Payload;
}

/** Reads the text of a data block. Throws `UnreadableData`. */
export function readBlock(text: string): Payload {
  let payload: Payload;
  try {
    const block = JSON.parse(text) as Block;
    payload = block.encoding === 'deflate' ? inflate(block.data) : block.data;
  } catch (cause) {
    throw new UnreadableData(`the data block is damaged (${cause instanceof Error ? cause.message : String(cause)})`);
  }
  if ((payload as { format?: unknown } | undefined)?.format !== FORMAT) {
    throw new UnreadableData(`the data block is of format ${String(payload?.format)}, this page reads format ${FORMAT}`);
  }
  return payload;
}

/** Reads the block of this document. Throws `UnreadableData`. */
export function readPayload(page: Document): Payload {
  const element = page.getElementById(BLOCK_ID);
  if (!element) throw new UnreadableData(`the page holds no element with the id ${BLOCK_ID}`);
  return readBlock(element.textContent ?? '');
}
