/** @module A k-d tree in the maximum norm: nearest neighbours of every row, and how many rows lie within a radius. */
import type { Matrix } from "../types.ts";

/**
 * Rows sorted into a balanced tree of boxes. Nodes are numbered like a heap (children of v: 2v + 1 and 2v + 2), all
 * leaves lie at one depth, and the rows of a node are neighbours in memory.
 */
export interface KdTree {
  readonly n: number;
  readonly d: number;
  /** Coordinates in tree order, one dimension after the other: [d, N]. */
  readonly coordinates: Float64Array;
  /** Tree order: the row that stands at each position [N]. */
  readonly rows: Int32Array;
  /** The box of each node: lowest, then highest, value of every dimension [nodes, d, 2]. */
  readonly boxes: Float64Array;
  /** The first position of each leaf, and N at the end [leaves + 1]. */
  readonly starts: Int32Array;
}

/** What a row's neighbourhood looks like, by row number. */
export interface Neighbours {
  /** Distance to the k-th nearest other row [N]. */
  readonly distance: Float64Array;
  /** 1 where the k-th and the (k+1)-th neighbour are equally far, up to rounding [N]. */
  readonly tied: Uint8Array;
}

/**
 * Distances that differ by less than this, relative to their size, count as equal. Columns of whole numbers that were
 * standardised have steps that differ in the last bits.
 */
export const TIE_TOLERANCE = 1e-9;

/** Rows between two looks at the clock by whoever drives these generators: well below a millisecond's worth each. */
const SLICE = 256;

/**
 * Builds the tree: every node is halved at the median of its widest dimension. O(N log N) time, O(N d) memory.
 *
 * A generator, so that a caller can breathe: it yields the share done, and returns the tree.
 *
 * @param points [N, d], finite
 */
export function* kdTree(points: Matrix, { leafSize = 12 } = {}): Generator<number, KdTree> {
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
      if (to - rested > 8 * SLICE) {
        rested = to;
        yield (level + to / n) / (depth + 2);
      }
    }
  }

  const coordinates = new Float64Array(n * d);
  for (let j = 0; j < d; j++) for (let i = 0; i < n; i++) coordinates[j * n + i] = data[rows[i] * d + j];
  return { n, d, coordinates, rows, boxes, starts };
}

/** Writes the box of some rows and returns its widest dimension. */
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

/** Hoare's selection: afterwards keys before `middle` are at most keys[middle], and those behind at least. */
function partition(keys: Float64Array, rows: Int32Array, from: number, to: number, middle: number): void {
  while (to > from) {
    const a = keys[from];
    const b = keys[(from + to) >> 1];
    const c = keys[to];
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
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

/**
 * Distance of every row to its k-th nearest other row, in the maximum norm.
 *
 * Starts in the row's own leaf and climbs, looking into a sibling only if its box is near enough.
 */
export function* nearestNeighbours(tree: KdTree, k: number): Generator<number, Neighbours> {
  const { n, d, rows, starts } = tree;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) {
    throw new RangeError(`nearestNeighbours: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
  }
  const distance = new Float64Array(n);
  const tied = new Uint8Array(n);
  const search = d === 2 ? nearestInPlane : nearestInSpace;
  const scratch = {
    best: new Float64Array(k),
    query: new Float64Array(d),
    stack: new Int32Array(64),
    reach: new Float64Array(64),
  };
  const leaves = starts.length - 1;
  let rested = 0;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const to = starts[leaf + 1];
    for (let i = starts[leaf]; i < to; i++) {
      const next = search(tree, leaf, i, scratch);
      const kth = scratch.best[k - 1];
      const row = rows[i];
      distance[row] = kth;
      tied[row] = next <= kth * (1 + TIE_TOLERANCE) ? 1 : 0;
    }
    if (to - rested > SLICE) {
      rested = to;
      yield to / n;
    }
  }
  return { distance, tied };
}

interface Scratch {
  readonly best: Float64Array;
  readonly query: Float64Array;
  readonly stack: Int32Array;
  readonly reach: Float64Array;
}

/** Leaves the k smallest distances in scratch.best, ascending, and returns the next one, if it is as small as the k-th. */
function nearestInSpace(tree: KdTree, ownLeaf: number, self: number, scratch: Scratch): number {
  const { n, d, coordinates, boxes, starts } = tree;
  const { best, query, stack, reach } = scratch;
  const k = best.length;
  const firstLeaf = starts.length - 2;
  for (let j = 0; j < d; j++) query[j] = coordinates[j * n + self];
  best.fill(Number.POSITIVE_INFINITY);
  let kth = Number.POSITIVE_INFINITY;
  let bound = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;

  let climber = firstLeaf + ownLeaf;
  stack[0] = climber;
  reach[0] = 0;
  let depth = 1;
  while (true) {
    while (depth > 0) {
      let node = stack[--depth];
      if (reach[depth] > bound) continue;
      while (node < firstLeaf) {
        // Into the nearer child; the farther one waits.
        const left = 2 * node + 1;
        let near = 0;
        let far = 0;
        for (let j = 0, a = left * 2 * d, b = a + 2 * d; j < d; j++, a += 2, b += 2) {
          const q = query[j];
          let gap = boxes[a] - q;
          if (gap > near) near = gap;
          gap = q - boxes[a + 1];
          if (gap > near) near = gap;
          gap = boxes[b] - q;
          if (gap > far) far = gap;
          gap = q - boxes[b + 1];
          if (gap > far) far = gap;
        }
        node = left;
        if (far < near) {
          const swap = near;
          near = far;
          far = swap;
          if (far <= bound) {
            stack[depth] = left;
            reach[depth++] = far;
          }
          node = left + 1;
        } else if (far <= bound) {
          stack[depth] = left + 1;
          reach[depth++] = far;
        }
        if (near > bound) {
          node = -1;
          break;
        }
      }
      if (node < 0) continue;
      const to = starts[node - firstLeaf + 1];
      for (let i = starts[node - firstLeaf]; i < to; i++) {
        let distance = 0;
        for (let j = 0, at = i; j < d; j++, at += n) {
          const gap = Math.abs(coordinates[at] - query[j]);
          if (gap > distance) {
            distance = gap;
            if (distance > bound) break;
          }
        }
        if (distance < kth) {
          if (i === self) continue;
          next = kth;
          let slot = k - 1;
          while (slot > 0 && best[slot - 1] > distance) {
            best[slot] = best[slot - 1];
            slot--;
          }
          best[slot] = distance;
          kth = best[k - 1];
          bound = kth * (1 + TIE_TOLERANCE);
        } else if (distance < next && i !== self) next = distance;
      }
    }
    // The next sibling on the way to the root that is near enough.
    while (climber > 0) {
      const sibling = ((climber - 1) ^ 1) + 1;
      climber = (climber - 1) >> 1;
      let gapMost = 0;
      for (let j = 0, a = sibling * 2 * d; j < d; j++, a += 2) {
        const q = query[j];
        let gap = boxes[a] - q;
        if (gap > gapMost) gapMost = gap;
        gap = q - boxes[a + 1];
        if (gap > gapMost) gapMost = gap;
      }
      if (gapMost <= bound) {
        stack[0] = sibling;
        reach[0] = gapMost;
        depth = 1;
        break;
      }
    }
    if (depth === 0) return next;
  }
}

/** The same in two dimensions, where most tables of one column against another are. */
const nearestInPlane = nearestInSpace;

/**
 * How many other rows lie strictly closer than radius[row], in the maximum norm: |x_j - x_i| < radius_i as computed in
 * floating point, to the last bit. For "at most r" ask with `nextUp(r)`. A radius of 0 or less counts nothing.
 */
export function* countCloser(points: Matrix, radius: Float64Array): Generator<number, Int32Array> {
  if (points.d === 1) return yield* countCloserOnLine(points.data, radius);
  return yield* countCloserInTree(yield* kdTree(points, { leafSize: 16 }), radius);
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
      let first = 0; // the first value with value - sorted < r
      let length = n;
      while (length > 0) {
        const half = length >> 1;
        if (value - sorted[first + half] < r) length = half;
        else {
          first += half + 1;
          length -= half + 1;
        }
      }
      let end = first; // the first behind it with sorted - value >= r
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

/** `countCloser` on a tree that stands already. */
export function* countCloserInTree(tree: KdTree, radius: Float64Array): Generator<number, Int32Array> {
  const { n, d, rows } = tree;
  const counts = new Int32Array(n);
  const query = new Float64Array(d);
  const stack = new Int32Array(64);
  const crossing = new Int32Array(d);
  for (let from = 0; from < n; from += SLICE) {
    const to = Math.min(n, from + SLICE);
    for (let i = from; i < to; i++) {
      const r = radius[rows[i]];
      if (r > 0) counts[rows[i]] = countOne(tree, i, r, query, stack, crossing) - 1;
    }
    yield to / n;
  }
  return counts;
}

/** Counts the row itself, too. */
function countOne(
  tree: KdTree,
  self: number,
  r: number,
  query: Float64Array,
  stack: Int32Array,
  crossing: Int32Array,
): number {
  const { n, d, coordinates, boxes, starts } = tree;
  const leaves = starts.length - 1;
  const firstLeaf = leaves - 1;
  for (let j = 0; j < d; j++) query[j] = coordinates[j * n + self];
  let count = 0;
  stack[0] = 0;
  let depth = 1;
  visit: while (depth > 0) {
    const node = stack[--depth];
    let crossed = 0;
    for (let j = 0, at = node * 2 * d; j < d; j++, at += 2) {
      const q = query[j];
      const low = boxes[at];
      const high = boxes[at + 1];
      if (low - q >= r || q - high >= r) continue visit;
      // Dimensions in which the whole box lies within need no look at its rows.
      if (q - low >= r || high - q >= r) crossing[crossed++] = j * n;
    }
    if (node < firstLeaf && crossed > 0) {
      stack[depth++] = 2 * node + 1;
      stack[depth++] = 2 * node + 2;
      continue;
    }
    if (crossed === 0) {
      let first = node;
      let last = node;
      while (first < firstLeaf) {
        first = 2 * first + 1;
        last = 2 * last + 2;
      }
      count += starts[last - firstLeaf + 1] - starts[first - firstLeaf];
      continue;
    }
    const from = starts[node - firstLeaf];
    const to = starts[node - firstLeaf + 1];
    if (crossed === 1) {
      const offset = crossing[0];
      const q = query[offset / n];
      for (let i = offset + from; i < offset + to; i++) if (Math.abs(coordinates[i] - q) < r) count++;
      continue;
    }
    for (let i = from; i < to; i++) {
      let inside = 1;
      for (let c = 0; c < crossed; c++) {
        const offset = crossing[c];
        if (!(Math.abs(coordinates[offset + i] - query[offset / n]) < r)) {
          inside = 0;
          break;
        }
      }
      count += inside;
    }
  }
  return count;
}

/** The smallest double above x >= 0: "closer than nextUp(r)" is "at most r". */
export function nextUp(x: number): number {
  const value = new Float64Array([x]);
  new BigInt64Array(value.buffer)[0]++;
  return value[0];
}
