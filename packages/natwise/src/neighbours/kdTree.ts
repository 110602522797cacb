/** @module A k-d tree for the maximum norm. */
import type { Matrix } from "../types.ts";

/**
 * Rows sorted into a balanced tree of boxes. Nodes are numbered like a heap (children of v: 2v + 1 and 2v + 2), all
 * leaves have the same depth, and the rows of a node are contiguous in memory.
 */
export interface KdTree {
  readonly n: number;
  readonly d: number;
  /**
   * Coordinates leaf by leaf, and within a leaf one dimension after the other, so that a query reads contiguous memory.
   * For a leaf from `from` to `to`, dimension j of position `at` is coordinates[from d + j (to - from) + at - from].
   */
  readonly coordinates: Float64Array;
  /** The row at each position of the tree's order [N]. */
  readonly rows: Int32Array;
  /** The box of each node: the smallest and the largest value in every dimension [nodes, d, 2]. */
  readonly boxes: Float64Array;
  /** The first position of each leaf, and N at the end [leaves + 1]. */
  readonly starts: Int32Array;
}

/** Rows between two yields: well below a millisecond of work. */
const SLICE = 2048;

/**
 * Builds the tree: every node is halved at the median of its widest dimension. O(N log N) time, O(N d) memory.
 *
 * A generator that yields the share done, see `inSlices`, and returns the tree.
 *
 * @param points [N, d], finite
 * @param options.leafSize maximum number of rows of a leaf. The default is fastest for nearest neighbours; for counting
 * within a radius 64 is faster in two dimensions too.
 */
export function* kdTree(
  points: Matrix,
  { leafSize = points.d > 2 ? 64 : 8 } = {},
): Generator<number, KdTree> {
  const { data, n, d } = points;
  let depth = 0;
  while (n / 2 ** depth > leafSize) depth++;
  const leaves = 2 ** depth;
  const boxes = new Float64Array((2 * leaves - 1) * 2 * d);
  const rows = new Int32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  const starts = new Int32Array(leaves + 1);
  for (let leaf = 0; leaf <= leaves; leaf++) starts[leaf] = Math.floor((leaf * n) / leaves);
  const keys = new Float64Array(n);

  for (let level = 0; level <= depth; level++) {
    const width = 2 ** (depth - level); // leaves below a node of this level
    let rested = 0;
    for (let place = 0; place < 2 ** level; place++) {
      const from = starts[place * width];
      const to = starts[(place + 1) * width];
      const box = (2 ** level - 1 + place) * 2 * d;
      const widest = fitBox(boxes, box, data, d, rows, from, to);
      if (level < depth) {
        for (let i = from; i < to; i++) keys[i] = data[rows[i] * d + widest];
        partition(keys, rows, from, to - 1, starts[place * width + width / 2]);
      }
      if (to - rested > SLICE) {
        rested = to;
        yield (level + to / n) / (depth + 2);
      }
    }
  }

  const coordinates = new Float64Array(n * d);
  for (let leaf = 0, next = 0; leaf < leaves; leaf++) {
    for (let j = 0; j < d; j++) {
      for (let i = starts[leaf]; i < starts[leaf + 1]; i++) coordinates[next++] = data[rows[i] * d + j];
    }
  }
  return { n, d, coordinates, rows, boxes, starts };
}

/** Writes the box of the rows and returns its widest dimension. */
function fitBox(
  boxes: Float64Array,
  box: number,
  data: Float64Array,
  d: number,
  rows: Int32Array,
  from: number,
  to: number,
): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < d; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = data[rows[i] * d + j];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    boxes[box + 2 * j] = low;
    boxes[box + 2 * j + 1] = high;
    if (high - low > width) {
      width = high - low;
      widest = j;
    }
  }
  return widest;
}

/** Hoare's selection: afterwards keys before `middle` are at most keys[middle], and keys after it at least. */
function partition(keys: Float64Array, rows: Int32Array, from: number, to: number, middle: number): void {
  while (to > from) {
    const a = keys[from];
    const b = keys[(from + to) >> 1];
    const c = keys[to];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = from;
    let j = to;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        const row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
        i++;
        j--;
      }
    }
    if (middle <= j) to = j;
    else if (middle >= i) from = i;
    else return;
  }
}

/** Number of rows of the largest leaf. */
export function largestLeaf({ n, starts }: KdTree): number {
  return Math.ceil(n / (starts.length - 1));
}
