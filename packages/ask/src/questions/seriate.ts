/**
 * Orders items so that similar ones are neighbours: hierarchical clustering with average linkage. Each merge joins the most
 * similar ends of the two clusters.
 *
 * @param likeness [n][n], symmetric; larger for more similar items
 * @returns the indices of the items, in order
 */
export function seriate(likeness: readonly (readonly number[])[]): number[] {
  const clusters = likeness.map((_, i) => [i]);
  const mean = likeness.map((row) => [...row]);
  const alive = likeness.map((_, i) => i);
  while (alive.length > 1) {
    let best = { a: alive[0], b: alive[1], value: Number.NEGATIVE_INFINITY };
    for (const [i, a] of alive.entries())
      for (const b of alive.slice(i + 1)) if (mean[a][b] > best.value) best = { a, b, value: mean[a][b] };
    const { a, b } = best;
    const [na, nb] = [clusters[a].length, clusters[b].length];
    for (const c of alive) {
      if (c === a || c === b) continue;
      mean[a][c] = mean[c][a] = (na * mean[a][c] + nb * mean[b][c]) / (na + nb);
    }
    clusters[a] = join(clusters[a], clusters[b], likeness);
    alive.splice(alive.indexOf(b), 1);
  }
  return alive.length === 0 ? [] : clusters[alive[0]];
}

function join(a: number[], b: number[], likeness: readonly (readonly number[])[]): number[] {
  const ways = [a, a.toReversed()].flatMap((left) =>
    [b, b.toReversed()].map((right) => [left, right] as const),
  );
  const meet = ([left, right]: readonly [number[], number[]]) => likeness[left[left.length - 1]][right[0]];
  const [left, right] = ways.reduce((best, way) => (meet(way) > meet(best) ? way : best));
  return [...left, ...right];
}
