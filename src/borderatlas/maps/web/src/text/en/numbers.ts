/** Numbers and plurals within English sentences. */

const grouped = new Intl.NumberFormat('en-GB');

export const number = (n: number): string => grouped.format(n);

export const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);
