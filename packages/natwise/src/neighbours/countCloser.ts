/** @module Counts of the rows within a radius of every row. */
import { subProgressOf } from "../progress/subProgressOf.ts";
import { roomLike, shareOut, type Threads } from "../threads/shareOut.ts";
import type { Matrix } from "../types.ts";
import { countTask } from "./countTask.ts";
import { kdTree } from "./kdTree.ts";
import { leafRanges } from "./leafRanges.ts";
import { lineParts, lineTask } from "./lineTask.ts";
import { type OrderedColumns, orderedColumns } from "./orderedColumns.ts";
import { type SortedLine, sortedLine } from "./sortedLine.ts";
import type { Tree } from "./tree.ts";

/** Rows made ready for counting: in order if they have one column, else in a tree. */
export type Countable = SortedLine | Tree;

/** Makes rows ready for counting, once for several radii. A generator that yields the share done, see `inSlices`. */
export function* countable(
  points: Matrix | OrderedColumns,
  { threads }: Threads = {},
): Generator<number, Countable> {
  if (points.d === 1) return sortedLine(yield* orderedColumns(points, { threads }), { threads });
  return yield* kdTree(points, { leafSize: 64, threads });
}

/**
 * Number of other rows strictly closer than radius[row], in the maximum norm: |x_j - x_i| < radius_i in floating point,
 * to the last bit. For "at most r" use `nextUp(r)`. A radius of 0 or less counts nothing.
 *
 * A generator that yields the share done, see `inSlices`.
 */
export function* countCloser(
  points: Matrix | OrderedColumns,
  radius: Float64Array,
  { threads }: Threads = {},
): Generator<number, Int32Array> {
  const ready = yield* subProgressOf(0, 0.2, countable(points, { threads }));
  return yield* subProgressOf(0.2, 1, countCloserIn(ready, radius, { threads }));
}

/** `countCloser` on rows that are ready. */
export function* countCloserIn(
  ready: Countable,
  radius: Float64Array,
  { threads }: Threads = {},
): Generator<number, Int32Array> {
  if ("sorted" in ready) {
    const n = ready.sorted.length;
    const counts = new Int32Array(roomLike(ready.sorted)(4 * n));
    yield* shareOut(lineTask, { line: ready, radius, counts }, lineParts(n), { threads, results: counts });
    return counts;
  }
  const counts = new Int32Array(roomLike(ready.points)(4 * ready.n));
  const { parts } = leafRanges(ready);
  yield* shareOut(countTask, { tree: ready, radius, counts }, parts, { threads, results: counts });
  return counts;
}

/** The smallest double above x >= 0: "closer than nextUp(r)" means "at most r". */
export function nextUp(x: number): number {
  const value = new Float64Array([x]);
  new BigInt64Array(value.buffer)[0]++;
  return value[0];
}
