/** Hands a file that was made in the page to the reader. */

/** Time in which every browser has begun to read the file, ms. */
const READ_MS = 60_000;

export function save(content: BlobPart, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), READ_MS);
}

/** Whether the page lies in a frame: its host may forbid downloads, and no browser tells the page. */
export function isFramed(): boolean {
  return window.parent !== window;
}
