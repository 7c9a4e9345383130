/** The row of symbols on the strip: one place's symbols side by side, or one symbol with a count where there is no room. Pure. */

/** A symbol with its place along the strip, px. */
export interface Standing<T> {
  readonly item: T;
  readonly at: number;
}

export interface Stack<T> {
  /** True place along the strip, px. */
  readonly at: number;
  /** West to east and by rank: everything that stands here. */
  readonly members: readonly T[];
  /** What is drawn, and where: all members, or the first. */
  readonly shown: readonly Standing<T>[];
  /** Whether a count stands for what is not drawn. */
  readonly counted: boolean;
}

/** Symbols closer than this many radii stand in one place. */
const TOGETHER = 2.4;
/** Room of one symbol, in radii. */
export const STEP = 2.15;
/** Room of a count beside its symbol, px. */
const PILL = 14;
/** More do not stand side by side. */
const MOST = 5;

/**
 * @param items in the order of their rank
 * @param r radius of a symbol, px
 * @param bounds ends of the strip, px: rows are shifted to stay within
 */
export function stack<T>(items: readonly Standing<T>[], r: number, bounds: readonly [number, number]): Stack<T>[] {
  const groups: { at: number; standing: Standing<T>[] }[] = [];
  for (const standing of [...items].sort((a, b) => a.at - b.at)) {
    const last = groups[groups.length - 1];
    if (last && standing.at - last.at < TOGETHER * r) last.standing.push(standing);
    else groups.push({ at: standing.at, standing: [standing] });
  }
  const rank = new Map(items.map(({ item }, i) => [item, i]));
  const step = STEP * r;
  const stacks: Stack<T>[] = [];
  let taken = -Infinity;
  groups.forEach(({ standing }, i) => {
    const members = standing.map(({ item }) => item).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    const at = standing.find(({ item }) => item === members[0])?.at ?? standing[0]!.at;
    const next = groups[i + 1]?.at ?? Infinity;
    const half = ((members.length - 1) * step) / 2;
    const first = Math.max(bounds[0] + r, Math.min(at - half, bounds[1] - r - 2 * half));
    const fits = members.length <= MOST && first - r > taken && first + 2 * half + r < next - r;
    const shown = fits || members.length === 1 ? members.map((item, j) => ({ item, at: members.length === 1 ? at : first + j * step })) : [{ item: members[0]!, at }];
    const counted = shown.length < members.length;
    taken = shown[shown.length - 1]!.at + r + (counted ? PILL : 0);
    stacks.push({ at, members, shown, counted });
  });
  return stacks;
}
