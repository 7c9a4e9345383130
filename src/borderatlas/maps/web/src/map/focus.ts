/** What the reader has chosen, as the painters need it. */

import type { Atlas, Entry } from '../data/atlas';
import { choiceChanged, isShown } from '../filter/shown';
import type { State } from '../state/store';

export class Focus {
  /** Entries that pass layers, windows and filters. */
  readonly entries: readonly Entry[];
  readonly language: string;

  constructor(
    readonly atlas: Atlas,
    private readonly state: State,
    entries?: readonly Entry[],
  ) {
    this.language = state.language;
    this.entries = entries ?? atlas.entries.filter((entry) => isShown(entry, state));
  }

  /** The focus of a later state; what passes is asked anew only where the choice is another one. */
  after(state: State): Focus {
    return state === this.state ? this : new Focus(this.atlas, state, choiceChanged(state, this.state) ? undefined : this.entries);
  }

  /** Selected, or under the pointer. */
  isOn(entry: Entry): boolean {
    const { id } = entry.feature;
    return id === this.state.selection || id === this.state.hover;
  }

  isSelected(entry: Entry): boolean {
    return entry.feature.id === this.state.selection;
  }

  /** The window of kilometres. */
  get km(): State['km'] {
    return this.state.km;
  }

  /** The selected entry where layers, windows or filters hide it. */
  get hidden(): Entry | undefined {
    const entry = this.state.selection === null ? undefined : this.atlas.entry(this.state.selection);
    return entry && !isShown(entry, this.state) ? entry : undefined;
  }

  get hasSelection(): boolean {
    return this.state.selection !== null;
  }
}
