/** The language of the interface. One catalogue is shipped; a further one has the type `Catalogue` and is chosen here. */

import { en } from './en';

export type Catalogue = typeof en;

export const text: Catalogue = en;
