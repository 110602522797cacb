/**
 * Distance of each value to its k-th nearest other one [N]. O(N k) time.
 *
 * @param sorted ascending [N]
 * @param k from 1 to N - 1
 */
export function nearestOnLine(sorted: Float64Array, k: number): Float64Array {
  const n = sorted.length;
  const distances = new Float64Array(n);
  for (let place = 0; place < n; place++) {
    const value = sorted[place];
    let below = place - 1;
    let above = place + 1;
    let distance = 0;
    for (let m = 0; m < k; m++) {
      const down = below >= 0 ? value - sorted[below] : Number.POSITIVE_INFINITY;
      const up = above < n ? sorted[above] - value : Number.POSITIVE_INFINITY;
      distance = Math.min(down, up);
      if (down <= up) below--;
      else above++;
    }
    distances[place] = distance;
  }
  return distances;
}
