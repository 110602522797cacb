/** @module Counts of the rows within a radius of every row. */
import type { Matrix } from "../types.ts";
import { type KdTree, kdTree, largestLeaf } from "./kdTree.ts";

/** Smallest number of rows between two yields: a few milliseconds of work in five dimensions. */
const SLICE = 64;

/**
 * Number of other rows strictly closer than radius[row], in the maximum norm: |x_j - x_i| < radius_i in floating point,
 * to the last bit. For "at most r" use `nextUp(r)`. A radius of 0 or less counts nothing.
 */
export function* countCloser(points: Matrix, radius: Float64Array): Generator<number, Int32Array> {
  if (points.d === 1) return yield* countCloserOnLine(points.data, radius);
  return yield* countCloserInTree(yield* kdTree(points, { leafSize: 64 }), radius);
}

/** Two binary searches a row. */
function* countCloserOnLine(values: Float64Array, radius: Float64Array): Generator<number, Int32Array> {
  const n = values.length;
  const sorted = values.slice().sort();
  const counts = new Int32Array(n);
  for (let from = 0; from < n; from += SLICE) {
    const to = Math.min(n, from + SLICE);
    for (let i = from; i < to; i++) {
      const value = values[i];
      const r = radius[i];
      if (!(r > 0)) continue;
      let first = 0; // index of the first value with value - sorted < r
      let length = n;
      while (length > 0) {
        const half = length >> 1;
        if (value - sorted[first + half] < r) length = half;
        else {
          first += half + 1;
          length -= half + 1;
        }
      }
      let end = first; // index of the next one with sorted - value >= r
      length = n - first;
      while (length > 0) {
        const half = length >> 1;
        if (sorted[end + half] - value < r) {
          end += half + 1;
          length -= half + 1;
        } else length = half;
      }
      counts[i] = end - first - 1;
    }
    yield to / n;
  }
  return counts;
}

/** `countCloser` on an existing tree. */
export function* countCloserInTree(tree: KdTree, radius: Float64Array): Generator<number, Int32Array> {
  const { n, d, rows, coordinates, starts } = tree;
  const counts = new Int32Array(n);
  const scratch: Scratch = {
    query: new Float64Array(d),
    stack: new Int32Array(64),
    passed: new Int32Array(largestLeaf(tree)),
    crossing: new Int32Array(d),
  };
  let rested = 0;
  for (let leaf = 0; leaf < starts.length - 1; leaf++) {
    const from = starts[leaf];
    const to = starts[leaf + 1];
    for (let i = from; i < to; i++) {
      const r = radius[rows[i]];
      if (!(r > 0)) continue;
      for (let j = 0; j < d; j++) scratch.query[j] = coordinates[from * d + j * (to - from) + i - from];
      counts[rows[i]] = countBall(tree, r, scratch) - 1;
    }
    if (to - rested > SLICE) {
      rested = to;
      yield to / n;
    }
  }
  return counts;
}

/** Memory that all queries share, so that none allocates. */
interface Scratch {
  /** The row of the query [d]. */
  readonly query: Float64Array;
  /** Nodes still to visit. */
  readonly stack: Int32Array;
  /** Rows of a leaf that passed so far, numbered from its first row. */
  readonly passed: Int32Array;
  /** Dimensions in which a box extends beyond the radius [d]. */
  readonly crossing: Int32Array;
}

/** Number of rows closer than r to scratch.query. */
function countBall(tree: KdTree, r: number, { query, stack, passed, crossing }: Scratch): number {
  const { d, coordinates, boxes, starts } = tree;
  const firstLeaf = starts.length - 2;
  let total = 0;
  stack[0] = 0;
  let depth = 1;
  while (depth > 0) {
    const node = stack[--depth];
    let outside = 0;
    let crossed = 0;
    for (let j = 0, at = node * 2 * d; j < d; j++, at += 2) {
      const q = query[j];
      const low = boxes[at];
      const high = boxes[at + 1];
      outside |= +(low - q >= r) | +(q - high >= r);
      // Only dimensions in which the box crosses the radius need a check of its rows.
      crossing[crossed] = j;
      crossed += +(q - low >= r) | +(high - q >= r);
    }
    if (outside) continue;
    if (crossed === 0) {
      let first = node;
      let last = node;
      while (first < firstLeaf) {
        first = 2 * first + 1;
        last = 2 * last + 2;
      }
      total += starts[last - firstLeaf + 1] - starts[first - firstLeaf];
      continue;
    }
    if (node < firstLeaf) {
      stack[depth++] = 2 * node + 1;
      stack[depth++] = 2 * node + 2;
      continue;
    }
    // Checks two crossing dimensions at once, then one after the other. No branch depends on the data.
    const from = starts[node - firstLeaf];
    const size = starts[node - firstLeaf + 1] - from;
    let count = 0;
    const first = crossing[0];
    // A single crossing dimension is checked twice, which costs less than a loop of its own.
    const second = crossing[Math.min(1, crossed - 1)];
    const a = query[first];
    const b = query[second];
    const [columnA, columnB] = [from * d + first * size, from * d + second * size];
    for (let i = 0; i < size; i++) {
      passed[count] = i;
      const near =
        +(Math.abs(coordinates[columnA + i] - a) < r) & +(Math.abs(coordinates[columnB + i] - b) < r);
      count = (count + near) | 0;
    }
    for (let c = 2; c < crossed; c++) {
      const offset = from * d + crossing[c] * size;
      const q = query[crossing[c]];
      const candidates = count;
      count = 0;
      for (let p = 0; p < candidates; p++) {
        const i = passed[p];
        passed[count] = i;
        count = (count + +(Math.abs(coordinates[offset + i] - q) < r)) | 0;
      }
    }
    total += count;
  }
  return total;
}

/** The smallest double above x >= 0: "closer than nextUp(r)" means "at most r". */
export function nextUp(x: number): number {
  const value = new Float64Array([x]);
  new BigInt64Array(value.buffer)[0]++;
  return value[0];
}
