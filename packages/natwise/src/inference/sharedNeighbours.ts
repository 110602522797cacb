/** @module How many neighbours x and y have in common: a statistic of dependence whose surrogates cost no search. */

import { kdTree } from "../neighbours/kdTree.ts";
import { nearestNeighbours } from "../neighbours/nearestNeighbours.ts";
import type { Matrix } from "../types.ts";

/** The K nearest other rows of each row [N, K]. */
export interface Neighbours {
  readonly lists: Int32Array;
  readonly k: number;
  readonly n: number;
}

/** The number of neighbours: sqrt N, at least 5. */
export const sharedSize = (n: number) => Math.min(n - 1, Math.max(5, Math.round(Math.sqrt(n))));

/** The neighbours of every row of one side. A generator that yields the share done, see `inSlices`. */
export function* neighboursOf(side: Matrix): Generator<number, Neighbours> {
  const { n } = side;
  const k = sharedSize(n);
  const { neighbours } = yield* nearestNeighbours(yield* kdTree(side), k, { neighbours: true });
  return { lists: neighbours, k, n };
}

/** Neighbours as a set that can be asked for a pair of rows: bit j of row i [N, N / 32]. */
export function asSet({ lists, k, n }: Neighbours): Uint32Array {
  const width = (n + 31) >> 5;
  const bits = new Uint32Array(n * width);
  for (let i = 0; i < n; i++)
    for (let m = i * k; m < (i + 1) * k; m++) bits[i * width + (lists[m] >> 5)] |= 1 << (lists[m] & 31);
  return bits;
}

/**
 * The log of the number of common neighbours over the number for independent sides, in nats:
 *
 *   log( sum_i |N_x(i) and N_y(i)| (N - 1) / (N K^2) )
 *
 * It grows with the dependence within neighbourhoods of sqrt N rows. A reordering of y reorders its neighbours, so that
 * a surrogate costs N K lookups and no search.
 *
 * @param right y's neighbours as a set
 * @param order row i of x is paired with row order[i] of y
 */
export function sharedNeighbours({ lists, k, n }: Neighbours, right: Uint32Array, order: Int32Array): number {
  const width = (n + 31) >> 5;
  let shared = 0;
  for (let i = 0; i < n; i++) {
    const row = order[i] * width;
    for (let m = i * k; m < (i + 1) * k; m++) {
      const other = order[lists[m]];
      shared += (right[row + (other >> 5)] >>> (other & 31)) & 1;
    }
  }
  return Math.log((Math.max(shared, 0.5) * (n - 1)) / (n * k * k));
}
