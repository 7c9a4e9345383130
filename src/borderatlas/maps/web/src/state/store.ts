/** The one state of a page. Every widget reads it and writes it; nothing else remembers what the reader chose. */

export interface State {
  /** Families switched off. */
  readonly off: ReadonlySet<string>;
  /** Id of the selected feature. */
  readonly selection: string | null;
  /** Ids of features that share the place last clicked, when there are several: the drawer lists them. */
  readonly stack: readonly string[];
  /** A list of features that the drawer shows when nothing is selected, and why they are listed. */
  readonly list: Listing | null;
  /** Id of the feature under the pointer. */
  readonly hover: string | null;
  readonly view: 'map' | 'sources';
  /** Language of names: BCP 47. */
  readonly language: string;
  readonly scheme: 'light' | 'dark';
  /** Name of the online base map in use; null, the default, asks no server. */
  readonly basemap: string | null;
  /** A sentence for the reader that stays until it is dismissed. */
  readonly notice: string | null;
}

/** Why features stand in a list instead of on the map: no place, too wide to draw, or a disc larger than the view. */
export interface Listing {
  readonly why: 'unplaced' | 'wide' | 'district';
  readonly ids: readonly string[];
}

/** A new page: everything shown, nothing chosen. */
export function initialState(language: string, scheme: State['scheme']): State {
  return {
    off: new Set(),
    selection: null,
    stack: [],
    list: null,
    hover: null,
    view: 'map',
    language,
    scheme,
    basemap: null,
    notice: null,
  };
}

type Listener = (now: State, before: State) => void;

export class Store {
  private readonly listeners = new Set<Listener>();

  constructor(private state: State) {}

  get now(): State {
    return this.state;
  }

  /** Applies a change and tells every listener; a change that alters nothing is silent. */
  set(change: Partial<State>): void {
    const before = this.state;
    const keys = Object.keys(change) as (keyof State)[];
    if (keys.every((key) => Object.is(before[key], change[key]))) return;
    this.state = { ...before, ...change };
    for (const listener of [...this.listeners]) listener(this.state, before);
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
