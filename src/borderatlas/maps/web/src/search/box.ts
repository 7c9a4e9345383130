/** The search box: a combobox after the pattern of the ARIA Authoring Practices, with its list of results. */

import { icon } from '../controls/icons';
import { button, fill, h } from '../dom/element';
import type { Context } from '../state/context';
import { text } from '../text/catalogue';
import { Finder } from './finder';
import { groupRows } from './rows';
import { type Thing, thingsOf } from './things';
import { answer } from './typed';

const LIST_ID = 'atlas-search-list';
const SLICE_MS = 10;

export class SearchBox {
  /** Stands in the panel, or in the title bar of a narrow page, where it shows its opener only until it is opened. */
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly opener: HTMLButtonElement;
  private readonly clearer: HTMLButtonElement;
  private readonly list = h('div', { class: 'search-list', id: LIST_ID, role: 'listbox', 'aria-label': text.search.results, tabindex: -1, hidden: true });
  private readonly none = h('p', { class: 'search-none', hidden: true });
  private readonly results = h('div', { class: 'search-results', hidden: true }, this.list, this.none);
  private readonly told = h('div', { class: 'spoken', role: 'status' });
  /** Where the focus was when the reader asked for the search. */
  private origin: HTMLElement | null = null;
  private options: { readonly thing: Thing; readonly element: HTMLElement }[] = [];
  private active = -1;
  private lazyFinder: Finder | undefined;

  /**
   * @param choose goes where a result leads
   * @param left told when the reader leaves without a choice
   */
  constructor(
    private readonly context: Context,
    private readonly choose: (thing: Thing) => void,
    private readonly left: () => void,
  ) {
    this.input = h('input', {
      type: 'text',
      role: 'combobox',
      'aria-label': text.search.label,
      'aria-autocomplete': 'list',
      'aria-controls': LIST_ID,
      'aria-expanded': 'false',
      'aria-keyshortcuts': '/',
      placeholder: text.search.placeholder,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'go',
      dir: 'auto',
    });
    const dismiss = (): void => this.clear();
    this.opener = button({ class: 'control search-opener', 'aria-label': text.search.label, title: text.search.open }, () => this.open(), icon('search'));
    this.clearer = button({ class: 'search-clear', 'aria-label': text.search.clear, title: text.search.clear, hidden: true }, dismiss, icon('close'));
    const field = h('div', { class: 'search-field' }, icon('search'), this.input, this.clearer);
    this.element = h('div', { class: 'search', role: 'search' }, this.opener, field, this.results, this.told);
    this.listen();
  }

  /** Takes the focus; `Escape` gives it back to where it came from. */
  open(from: Element | null = document.activeElement): void {
    if (from !== this.input) this.origin = from instanceof HTMLElement && from !== document.body ? from : null;
    this.element.classList.add('open');
    this.input.focus();
    this.input.select();
  }

  private listen(): void {
    this.input.addEventListener('focus', () => {
      this.element.classList.add('open');
      // What can be found is listed when it is first wanted.
      this.prepare();
      if (this.input.value.trim() !== '') this.search();
    });
    this.input.addEventListener('input', () => this.search());
    this.element.addEventListener('keydown', (event) => this.key(event));
    this.element.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.element.contains(event.relatedTarget))) this.close();
    });
    // The field keeps the focus while the pointer chooses.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const at = this.options.findIndex(({ element }) => event.target instanceof Node && element.contains(event.target));
      if (at >= 0) this.take(at);
    });
  }

  private finder(): Finder {
    this.lazyFinder ??= new Finder(thingsOf(this.context.atlas));
    return this.lazyFinder;
  }

  /** In slices between frames: a page may hold thousands of things. */
  private prepare(): void {
    setTimeout(() => {
      if (this.finder().prepare(SLICE_MS)) this.prepare();
    });
  }

  private search(): void {
    const typed = this.input.value;
    this.clearer.hidden = typed === '';
    if (typed.trim() === '') {
      this.show([], null);
      return;
    }
    const { groups, none } = answer(typed, this.context.atlas, this.finder(), this.context.store.now.language);
    const options: Thing[] = [];
    // Before the new rows are written, for afterwards it would have the page laid out at once.
    this.list.scrollTop = 0;
    const rows = groups.map((hits, i) =>
      groupRows(hits, `${LIST_ID}-group-${i}`, this.context, (thing) => ({
        id: `${LIST_ID}-${options.push(thing) - 1}`,
        'aria-selected': 'false',
      })),
    );
    fill(this.list, rows);
    this.show(options, none);
  }

  private show(things: readonly Thing[], none: string | null): void {
    const elements = this.list.querySelectorAll<HTMLElement>('[role=option]');
    this.options = things.map((thing, i) => ({ thing, element: elements[i]! }));
    const found = things.length > 0;
    this.list.hidden = !found;
    this.none.hidden = none === null;
    this.results.hidden = !found && none === null;
    this.none.textContent = none;
    this.told.textContent = none ?? (found ? text.search.count(things.length) : '');
    this.input.setAttribute('aria-expanded', String(found));
    this.activate(found ? 0 : -1);
  }

  private activate(at: number): void {
    this.options[this.active]?.element.setAttribute('aria-selected', 'false');
    this.active = at;
    const now = this.options[at]?.element;
    if (now) {
      now.setAttribute('aria-selected', 'true');
      this.input.setAttribute('aria-activedescendant', now.id);
    } else this.input.removeAttribute('aria-activedescendant');
  }

  private key(event: KeyboardEvent): void {
    const { length } = this.options;
    const inField = event.target === this.input;
    if (event.key === 'Escape' && this.element.classList.contains('open')) this.leave();
    else if (inField && event.key === 'ArrowDown' && length > 0) this.step((this.active + 1) % length);
    else if (inField && event.key === 'ArrowUp' && length > 0) this.step((this.active - 1 + length) % length);
    // Enter also ends a word that is still being composed.
    else if (inField && event.key === 'Enter' && !event.isComposing) this.take(this.active);
    else return;
    event.preventDefault();
  }

  private step(to: number): void {
    this.activate(to);
    this.options[to]?.element.scrollIntoView({ block: 'nearest' });
  }

  private take(at: number): void {
    const chosen = this.options[at];
    if (!chosen) return;
    this.close();
    this.choose(chosen.thing);
  }

  private clear(): void {
    this.input.value = '';
    this.search();
    this.input.focus();
  }

  /** Closes what is open and gives the focus back to where it came from. */
  private leave(): void {
    const { origin } = this;
    this.origin = null;
    this.close();
    if (this.opener.getClientRects().length > 0) this.opener.focus();
    else if (origin?.isConnected) origin.focus();
    else this.input.blur();
    this.left();
  }

  private close(): void {
    this.element.classList.remove('open');
    this.show([], null);
  }
}
