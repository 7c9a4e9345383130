/**
 * The two uses of jQuery in what Folium writes: `$(`<div>…</div>`)[0]` for popups, `$(document).ready(f)` to keep layers in front.
 *
 * The text of a popup is markup by Folium's design: whoever adds one writes HTML. Data of the atlas never pass here.
 */

declare global {
  interface Window {
    $: typeof dollar;
  }
}

interface Found extends Array<Node> {
  ready(act: () => void): this;
}

export function dollar(what: string | Node): Found {
  const nodes = typeof what === 'string' ? parse(what) : [what];
  return Object.assign(nodes, {
    ready(this: Found, act: () => void) {
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act, { once: true });
      else act();
      return this;
    },
  });
}

function parse(markup: string): Node[] {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  return [...parsed.body.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE).map((node) => document.adoptNode(node));
}

export function offerDollar(): void {
  window.$ = dollar;
}
