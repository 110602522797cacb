/** Two columns of a table, by their places in it. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

/** Columns that share the surrogates of one other. */
const TOGETHER = 16;

/** Pairs of the same y, a few at a time; of the first ones fewer, so that there is soon something to see. */
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
