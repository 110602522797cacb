/** Two columns of a table, by position. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

/**
 * Number of x columns that share the surrogates of one y: enough for sharing to pay, and few enough for many threads and for
 * a bar that moves. Results do not depend on it.
 */
const together = (pairs: number) => Math.max(16, Math.min(64, Math.ceil(pairs / 16)));

/** Pairs in groups of the same y. The first groups are smaller, so that first results come early. */
export function inGroups<T extends Pair>(pairs: readonly T[]): { y: number; group: T[] }[] {
  const most = together(pairs.length);
  const byY = new Map<number, T[]>();
  for (const pair of pairs) {
    const group = byY.get(pair.y);
    if (group) group.push(pair);
    else byY.set(pair.y, [pair]);
  }
  const found: { y: number; group: T[] }[] = [];
  for (const [y, all] of byY) {
    for (let from = 0; from < all.length; ) {
      const size = found.length < 4 ? Math.ceil(most / 4) : most;
      found.push({ y, group: all.slice(from, from + size) });
      from += size;
    }
  }
  return found;
}
