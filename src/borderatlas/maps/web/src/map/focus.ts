/** What the reader has chosen, as the painters need it. */

import type { Atlas, Entry } from '../data/atlas';
import type { State } from '../state/store';

export class Focus {
  /** Entries of families that are switched on, whose place the page draws. */
  readonly entries: readonly Entry[];
  readonly language: string;

  constructor(
    readonly atlas: Atlas,
    private readonly state: State,
  ) {
    this.language = state.language;
    this.entries = atlas.entries.filter(({ family }) => !state.off.has(family.name));
  }

  /** Selected, or under the pointer. */
  isOn(entry: Entry): boolean {
    const { id } = entry.feature;
    return id === this.state.selection || id === this.state.hover;
  }

  isSelected(entry: Entry): boolean {
    return entry.feature.id === this.state.selection;
  }

  get hasSelection(): boolean {
    return this.state.selection !== null;
  }
}
