/** What a page of changes carries beside the data of any page, as `maps/changes_page.py` writes it. */

import type { LonLat, Packed } from '../data/types';

export interface Changes {
  /** What was compared: `v0.1 (ef31e986, 2026-11-22)`, `working files`. */
  readonly old: string;
  readonly new: string;
  readonly items: readonly Change[];
  /** How many sources were added, removed and so on. */
  readonly sources: Readonly<Partial<Record<ChangeKind, number>>>;
  readonly settings: readonly FieldChange[];
  /** Whether the border line is another one. */
  readonly line: boolean;
}

export type ChangeKind = 'added' | 'removed' | 'moved' | 'changed' | 'renamed';

/** A feature that is not what it was; it may be moved, changed and renamed at once. */
export interface Change {
  readonly id: string;
  readonly old_id?: string;
  readonly layer: string;
  readonly name: string;
  readonly kinds: readonly ChangeKind[];
  /** Whether the page holds the feature and can draw it. */
  readonly drawable: boolean;
  /** Where it was, and where it is; both only where it moved. */
  readonly from?: LonLat;
  readonly to?: LonLat;
  readonly from_lines?: readonly Packed[];
  readonly to_lines?: readonly Packed[];
  readonly move?: Move;
  readonly fields?: readonly FieldChange[];
}

export interface Move {
  readonly kind: 'placed' | 'unplaced' | 'moved' | 'reshaped';
  readonly distance_m?: number;
  readonly old_km?: number;
  readonly new_km?: number;
  readonly precision_m?: number;
  readonly old_length_m?: number;
  readonly new_length_m?: number;
}

export interface FieldChange {
  readonly label: string;
  /** Words that stayed, are gone, or are new, in the order of the text. */
  readonly runs: readonly (readonly [kind: 'same' | 'old' | 'new', text: string])[];
}
