/**
 * The memory of a search for neighbours. Exported variables that are not functions are addresses of arrays; the caller
 * fills in `points`, `starts`, `boxes` and `middle` after `layout`, then calls `prepare`.
 */

/** Nodes that wait for a visit: at most one a level. */
const LEVELS: i64 = 64;
/** The largest memory that addresses of 32 bits reach. */
const LARGEST: i64 = 0xffff0000;

/** Number of columns. */
export let d: i32 = 0;
/** Number of leaves. */
export let leaves: i32 = 0;
/** Number of neighbours. */
export let k: i32 = 0;
/** Rows that a leaf has room for, a multiple of four. */
export let room: i32 = 0;
/** Single precision holds rows less the middle times this, so that they lie between -1 and 1. */
export let scale: f64 = 1;

/** The rows in the tree's order, f64 [N, d]. */
export let points: usize = 0;
/** The first position of each leaf, and N at the end, i32 [leaves + 1]. */
export let starts: usize = 0;
/** Boxes of the two children of each inner node, lows before highs, f64 [leaves - 1, d, 2, 2]. */
export let boxes: usize = 0;
/** The middle of the tree, then half its width, f64 [2, d]. */
export let middle: usize = 0;
/** What `nearestLeaf` writes and `countLeaf` reads: a distance for each position, f64 [N]. */
export let distances: usize = 0;
/** What `countLeaf` writes: a number of rows for each position, i32 [N]. */
export let counts: usize = 0;
/** What `nearestLeaf` writes: distances to the k nearest rows of each row of the leaf, ascending, f64 [room, k]. */
export let reaches: usize = 0;
/** What `nearestLeaf` writes: positions of the k nearest rows of each row of the leaf, i32 [room, k]. */
export let nearest: usize = 0;

/** Rows in single precision, leaf by leaf, one column after the other, f32 [leaves, d, room]. */
export let lanes: usize = 0;
/** The row searched for: coordinates, each twice, f64 [d, 2]; in single precision, each four times, f32 [d, 4]. */
export let query: usize = 0;
export let single: usize = 0;
/** The k smallest distances so far, ascending, f64 [k], and the positions of their rows, i32 [k]. */
export let best: usize = 0;
export let who: usize = 0;
/** Nodes that wait for a visit, i32 [LEVELS], and the distances to their boxes, f64 [LEVELS]. */
export let waiting: usize = 0;
export let reach: usize = 0;

let free: i64 = 0;

function take(bytes: i64): usize {
  const address = free;
  free = (free + bytes + 15) & ~15;
  return address as usize;
}

/** Makes room for a tree and what is found. Returns whether there is enough memory. */
export function layout(n: i32, columns: i32, leafCount: i32, largestLeaf: i32, neighbours: i32): bool {
  d = columns;
  leaves = leafCount;
  k = neighbours;
  room = (largestLeaf + 3) & ~3;
  const values = (n as i64) * d;
  free = 16;
  query = take(16 * d);
  single = take(16 * d);
  best = take(8 * k);
  who = take(4 * k);
  waiting = take(4 * LEVELS);
  reach = take(8 * LEVELS);
  middle = take(16 * d);
  reaches = take(8 * (room as i64) * k);
  nearest = take(4 * (room as i64) * k);
  starts = take(4 * (leaves + 1));
  distances = take(8 * (n as i64));
  counts = take(4 * (n as i64));
  boxes = take(32 * (leaves as i64) * d);
  points = take(8 * values);
  lanes = take(4 * (leaves as i64) * d * room);
  if (free > LARGEST) return false;
  const missing = (((free + 65535) >> 16) as i32) - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** The first position of a leaf. */
export function startOf(leaf: i32): i32 {
  return load<i32>(starts + ((leaf as usize) << 2));
}

/** The address of the first row of a leaf in single precision. */
export function lanesOf(leaf: i32): usize {
  return lanes + (((leaf * d * room) as usize) << 2);
}

/** Fills `lanes` from the tree. Room without a row is infinitely far away. */
export function prepare(): void {
  let width: f64 = 0;
  for (let j = 0; j < d; j++) width = max(width, load<f64>(middle + (((d + j) as usize) << 3)));
  scale = min(1 / width, 1e300);
  let address = lanes;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const from = startOf(leaf);
    const size = startOf(leaf + 1) - from;
    for (let j = 0; j < d; j++) {
      const centre = load<f64>(middle + ((j as usize) << 3));
      for (let i = 0; i < room; i++) {
        let value: f64 = Infinity;
        if (i < size) value = (load<f64>(points + ((((from + i) * d + j) as usize) << 3)) - centre) * scale;
        store<f32>(address, value as f32);
        address += 4;
      }
    }
  }
}
