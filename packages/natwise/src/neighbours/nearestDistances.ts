/** @module The k nearest neighbours of every row. */
import { type KdTree, largestLeaf } from "./kdTree.ts";

/** Rows between two yields: a few milliseconds of work in ten dimensions. */
const SLICE = 64;

/**
 * Distance of every row to its k-th nearest other row, in the maximum norm [N], by row number.
 *
 * The search starts in the row's own leaf and climbs; it enters a sibling only if its box is near enough.
 *
 * @param options.neighbours receives the numbers of the k nearest rows, nearest first [N, k]
 * @throws RangeError unless k is a whole number from 1 to N - 1
 */
export function* nearestDistances(
  tree: KdTree,
  k: number,
  { neighbours }: { readonly neighbours?: Int32Array } = {},
): Generator<number, Float64Array> {
  const { n, d, rows, starts } = tree;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`nearestDistances: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }
  const distances = new Float64Array(n);
  const scratch: Scratch = {
    query: new Float64Array(d),
    best: new Float64Array(k),
    who: new Int32Array(k),
    stack: new Int32Array(64),
    reach: new Float64Array(64),
    passed: new Int32Array(largestLeaf(tree)),
  };
  const leaves = starts.length - 1;
  let rested = 0;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const from = starts[leaf];
    const to = starts[leaf + 1];
    for (let i = from; i < to; i++) {
      for (let j = 0; j < d; j++) scratch.query[j] = tree.coordinates[from * d + j * (to - from) + i - from];
      distances[rows[i]] = nearest(tree, leaf, i, scratch);
      if (neighbours) for (let m = 0; m < k; m++) neighbours[rows[i] * k + m] = rows[scratch.who[m]];
    }
    if (to - rested > SLICE) {
      rested = to;
      yield to / n;
    }
  }
  return distances;
}

/** Memory that all queries share, so that none allocates. */
interface Scratch {
  /** The row of the query [d]. */
  readonly query: Float64Array;
  /** Its k smallest distances so far, ascending [k]. */
  readonly best: Float64Array;
  /** Positions of these neighbours [k]. */
  readonly who: Int32Array;
  /** Nodes still to visit, and the distances to their boxes. */
  readonly stack: Int32Array;
  readonly reach: Float64Array;
  /** Rows of a leaf that passed so far, numbered from its first row. */
  readonly passed: Int32Array;
}

/** The k-th smallest distance from scratch.query to the other rows. */
function nearest(tree: KdTree, ownLeaf: number, self: number, scratch: Scratch): number {
  const { d, coordinates, boxes, starts } = tree;
  const { best, who, query, stack, reach, passed } = scratch;
  const k = best.length;
  const firstLeaf = starts.length - 2;
  best.fill(Number.POSITIVE_INFINITY);
  let kth = Number.POSITIVE_INFINITY;
  let climber = firstLeaf + ownLeaf;
  stack[0] = climber;
  reach[0] = 0;
  let depth = 1;
  while (true) {
    while (depth > 0) {
      let node = stack[--depth];
      if (reach[depth] >= kth) continue;
      while (node < firstLeaf) {
        // Descends into the nearer child and stacks the farther one.
        const left = 2 * node + 1;
        const toLeft = distanceToBox(boxes, left * 2 * d, d, query);
        const toRight = distanceToBox(boxes, (left + 1) * 2 * d, d, query);
        const leftFirst = toLeft <= toRight;
        const far = leftFirst ? toRight : toLeft;
        if (far < kth) {
          stack[depth] = leftFirst ? left + 1 : left;
          reach[depth++] = far;
        }
        node = leftFirst ? left : left + 1;
      }

      // Dimension by dimension, keeping the rows that are near enough. No branch depends on the data, which is several
      // times as fast as leaving each row at its first large difference.
      let count = 0;
      const from = starts[node - firstLeaf];
      const size = starts[node - firstLeaf + 1] - from;
      const base = from * d;
      const first = query[0];
      for (let i = 0; i < size; i++) {
        passed[count] = i;
        count = (count + +(Math.abs(coordinates[base + i] - first) < kth)) | 0;
      }
      for (let j = 1; j < d && count > 0; j++) {
        const q = query[j];
        const offset = base + j * size;
        const candidates = count;
        count = 0;
        for (let c = 0; c < candidates; c++) {
          const i = passed[c];
          passed[count] = i;
          count = (count + +(Math.abs(coordinates[offset + i] - q) < kth)) | 0;
        }
      }
      for (let c = 0; c < count; c++) {
        const i = passed[c];
        if (from + i === self) continue;
        let distance = 0;
        for (let j = 0, at = base + i; j < d; j++, at += size) {
          const gap = Math.abs(coordinates[at] - query[j]);
          if (gap > distance) distance = gap;
        }
        if (distance < kth) {
          let slot = k - 1;
          while (slot > 0 && best[slot - 1] > distance) {
            best[slot] = best[slot - 1];
            who[slot] = who[slot - 1];
            slot--;
          }
          best[slot] = distance;
          who[slot] = from + i;
          kth = best[k - 1];
        }
      }
    }
    // Climbs to the next sibling that is near enough.
    while (climber > 0 && depth === 0) {
      const sibling = ((climber - 1) ^ 1) + 1;
      climber = (climber - 1) >> 1;
      const far = distanceToBox(boxes, sibling * 2 * d, d, query);
      if (far < kth) {
        stack[0] = sibling;
        reach[0] = far;
        depth = 1;
      }
    }
    if (depth === 0) return kth;
  }
}

function distanceToBox(boxes: Float64Array, box: number, d: number, query: Float64Array): number {
  let distance = 0;
  for (let j = 0, at = box; j < d; j++, at += 2) {
    const q = query[j];
    const below = boxes[at] - q;
    if (below > distance) distance = below;
    const above = q - boxes[at + 1];
    if (above > distance) distance = above;
  }
  return distance;
}
