/** @module A k-d tree for the maximum norm. */
import { subProgressOf } from "../progress/subProgressOf.ts";
import { roomFor, shareOut, type Threads, visible } from "../threads/shareOut.ts";
import type { Matrix } from "../types.ts";
import { type Building, buildTask } from "./buildTask.ts";
import { type OrderedColumns, orderedColumns } from "./orderedColumns.ts";
import type { Tree } from "./tree.ts";

/** Nodes with fewer rows are built with everything below them, by one thread and within its cache. */
const WHOLE = 4096;

export interface KdTreeOptions extends Threads {
  /** Maximum number of rows of a leaf. */
  readonly leafSize?: number;
}

/**
 * Builds the tree: every node is halved at the median of its widest dimension. O(N log N) time, O(N d) memory.
 *
 * A generator that yields the share done, see `inSlices`, and returns the tree.
 *
 * @param points [N, d], finite
 */
export function* kdTree(
  points: Matrix | OrderedColumns,
  { leafSize = points.d > 2 ? 64 : 16, threads }: KdTreeOptions = {},
): Generator<number, Tree> {
  const { n, d } = points;
  const sorted = yield* subProgressOf(0, 0.5, orderedColumns(points, { threads }));
  let depth = 0;
  while (n / 2 ** depth > leafSize) depth++;
  let top = 0;
  while (top < depth && n / 2 ** top > WHOLE) top++;
  const leaves = 2 ** depth;
  const room = roomFor(n * d, { threads });
  const tree: Tree = {
    ...{ n, d },
    points: new Float64Array(room(8 * n * d)),
    rows: new Int32Array(room(4 * n)),
    boxes: new Float64Array(room(32 * (leaves - 1) * d)),
    middle: new Float64Array(room(16 * d)),
    starts: new Int32Array(room(4 * (leaves + 1))),
  };
  for (let leaf = 0; leaf <= leaves; leaf++) tree.starts[leaf] = Math.floor((leaf * n) / leaves);
  const data = visible(sorted.data, { threads });
  let { orders } = sorted;
  for (let level = 0; level <= top; level++) {
    const next = level < top ? new Int32Array(room(4 * n * d)) : null;
    const building: Building = { ...tree, data, orders, next, level, depth };
    const share = (at: number) => 0.5 + (0.5 * at) / (depth + 1);
    const done = shareOut(buildTask, building, 2 ** level, { threads, results: tree.points });
    yield* subProgressOf(share(level), next ? share(level + 1) : 1, done);
    if (next) orders = next;
  }
  return tree;
}
