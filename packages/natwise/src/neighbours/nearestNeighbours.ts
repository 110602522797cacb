/** @module The k nearest neighbours of every row. */
import { roomLike, shareOut, type Threads } from "../threads/shareOut.ts";
import { leafRanges } from "./leafRanges.ts";
import { nearestTask } from "./nearestTask.ts";
import type { Tree } from "./tree.ts";

export interface Nearest {
  /** Distance of every row to its k-th nearest other row [N]. */
  readonly kth: Float64Array;
  /** Distances to the k nearest, ascending [N, k]; empty unless asked for. */
  readonly distances: Float64Array;
  /** Numbers of the k nearest rows, nearest first [N, k]; empty unless asked for. */
  readonly neighbours: Int32Array;
}

export interface NearestOptions extends Threads {
  /** Whether to return the distances to all k. */
  readonly distances?: boolean;
  /** Whether to return the rows. */
  readonly neighbours?: boolean;
}

/**
 * The k nearest other rows of every row in the maximum norm, by row number.
 *
 * A generator that yields the share done, see `inSlices`.
 *
 * @throws RangeError unless k is a whole number from 1 to N - 1
 */
export function* nearestNeighbours(
  tree: Tree,
  k: number,
  { distances = false, neighbours = false, threads }: NearestOptions = {},
): Generator<number, Nearest> {
  const { n } = tree;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`nearestNeighbours: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }
  const room = roomLike(tree.points);
  const found: Nearest = {
    kth: new Float64Array(room(8 * n)),
    distances: new Float64Array(room(distances ? 8 * n * k : 0)),
    neighbours: new Int32Array(room(neighbours ? 4 * n * k : 0)),
  };
  const input = {
    ...{ tree, k, kth: found.kth },
    distances: distances ? found.distances : undefined,
    neighbours: neighbours ? found.neighbours : undefined,
  };
  yield* shareOut(nearestTask, input, leafRanges(tree).parts, { threads, results: found.kth });
  return found;
}
