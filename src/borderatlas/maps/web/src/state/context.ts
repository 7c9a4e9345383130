import type { Register } from './register';
import type { Store } from './store';

/** What every part of the page is given. */
export interface Context {
  readonly register: Register;
  readonly store: Store;
}
