/** @module Entropy from counts, as a mean over rows. */

/** Rows of each symbol [K]. */
export type Counts = ArrayLike<number>;

/** N, the rows of all symbols. */
export function rowsIn(counts: Counts, name: string): number {
  let N = 0;
  for (let s = 0; s < counts.length; s++) {
    if (!(Number.isInteger(counts[s]) && counts[s] >= 0))
      throw new RangeError(`${name}: counts must be whole numbers from 0, got ${counts[s]} at ${s}`);
    N += counts[s];
  }
  if (!(N > 0)) throw new RangeError(`${name}: some count must be above 0, got none among ${counts.length}`);
  return N;
}

/** sum_s (n_s / N) surprise(n_s). */
export function entropyOf(counts: Counts, surprise: (n: number) => number): number {
  let sum = 0;
  let N = 0;
  for (let s = 0; s < counts.length; s++) {
    if (counts[s] === 0) continue;
    sum += counts[s] * surprise(counts[s]);
    N += counts[s];
  }
  return sum / N;
}
