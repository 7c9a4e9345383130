import type { Atlas } from '../data/atlas';
import type { Register } from './register';
import type { Store } from './store';

/** What every part of the page is given. */
export interface Context {
  readonly atlas: Atlas;
  readonly register: Register;
  readonly store: Store;
}
