/** Two columns of a table, by position. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

/** Number of x columns that share the surrogates of one y. */
const TOGETHER = 16;

/** Pairs in groups of the same y. The first groups are smaller, so that first results come early. */
export function inGroups<T extends Pair>(pairs: readonly T[]): { y: number; group: T[] }[] {
  const byY = new Map<number, T[]>();
  for (const pair of pairs) {
    const group = byY.get(pair.y);
    if (group) group.push(pair);
    else byY.set(pair.y, [pair]);
  }
  const found: { y: number; group: T[] }[] = [];
  for (const [y, all] of byY) {
    for (let from = 0; from < all.length; ) {
      const size = found.length < 4 ? TOGETHER / 4 : TOGETHER;
      found.push({ y, group: all.slice(from, from + size) });
      from += size;
    }
  }
  return found;
}
