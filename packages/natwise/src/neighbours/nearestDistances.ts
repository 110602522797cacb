import type { Threads } from "../threads/shareOut.ts";
import { nearestNeighbours } from "./nearestNeighbours.ts";
import type { Tree } from "./tree.ts";

/**
 * Distance of every row to its k-th nearest other row, in the maximum norm [N], by row number.
 *
 * A generator that yields the share done, see `inSlices`.
 *
 * @throws RangeError unless k is a whole number from 1 to N - 1
 */
export function* nearestDistances(
  tree: Tree,
  k: number,
  { threads }: Threads = {},
): Generator<number, Float64Array> {
  return (yield* nearestNeighbours(tree, k, { threads })).kth;
}
