import { ask, distancesTo, distanceTo, surelyInside, surelyOutside } from "./distances";
import { boxes, counts, d, distances, lanesOf, leaves, query, room, startOf, waiting } from "./memory";

/** Writes, for every row of a leaf, the number of other rows closer than its entry of `distances`. */
export function countLeaf(leaf: i32): void {
  const to = startOf(leaf + 1);
  for (let position = startOf(leaf); position < to; position++) {
    const radius = load<f64>(distances + ((position as usize) << 3));
    store<i32>(counts + ((position as usize) << 2), radius > 0 ? rowsCloser(position, radius) - 1 : 0);
  }
}

/** Number of rows closer than the radius, the row itself included. */
function rowsCloser(self: i32, radius: f64): i32 {
  const firstLeaf = leaves - 1;
  ask(self);
  const r = f64x2.splat(radius);
  let total = 0;
  let depth = 1;
  store<i32>(waiting, 0);
  while (depth > 0) {
    depth--;
    const node = load<i32>(waiting + ((depth as usize) << 2));
    if (node >= firstLeaf) {
      total += rowsCloserInLeaf(node - firstLeaf, radius);
      continue;
    }
    let outside = i64x2.splat(0);
    let crossing = i64x2.splat(0);
    let box = boxes + (((node * d) as usize) << 5);
    for (let j = query, end = query + ((d as usize) << 4); j < end; j += 16) {
      const value = v128.load(j);
      const low = v128.load(box);
      const high = v128.load(box, 16);
      box += 32;
      outside = v128.or(outside, f64x2.ge(f64x2.sub(low, value), r));
      outside = v128.or(outside, f64x2.ge(f64x2.sub(value, high), r));
      crossing = v128.or(crossing, f64x2.ge(f64x2.sub(value, low), r));
      crossing = v128.or(crossing, f64x2.ge(f64x2.sub(high, value), r));
    }
    // A child is counted whole if its box is inside the ball, and visited if the box crosses the sphere.
    const outer = i64x2.bitmask(outside);
    const crosses = i64x2.bitmask(crossing);
    for (let side = 0; side < 2; side++) {
      if ((outer >> side) & 1) continue;
      const child = 2 * node + 1 + side;
      if ((crosses >> side) & 1) {
        store<i32>(waiting + ((depth as usize) << 2), child);
        depth++;
      } else total += rowsBelow(child);
    }
  }
  return total;
}

/** Number of rows of a node. */
function rowsBelow(node: i32): i32 {
  const firstLeaf = leaves - 1;
  let first = node;
  let last = node;
  while (first < firstLeaf) {
    first = 2 * first + 1;
    last = 2 * last + 2;
  }
  return startOf(last - firstLeaf + 1) - startOf(first - firstLeaf);
}

/** Number of rows of a leaf that are closer than the radius. */
function rowsCloserInLeaf(leaf: i32, radius: f64): i32 {
  const from = startOf(leaf);
  const inner = surelyInside(radius);
  const outer = surelyOutside(radius);
  let address = lanesOf(leaf);
  let inside = i32x4.splat(0);
  let total = 0;
  for (let i = 0; i < room; i += 4) {
    const distance = distancesTo(address);
    address += 16;
    const sure = f32x4.lt(distance, inner);
    inside = i32x4.sub(inside, sure); // -1 where it holds
    let doubtful = i32x4.bitmask(v128.andnot(f32x4.lt(distance, outer), sure));
    for (; doubtful !== 0; doubtful &= doubtful - 1) {
      total += (distanceTo(from + i + ctz(doubtful)) < radius) as i32;
    }
  }
  total += i32x4.extract_lane(inside, 0) + i32x4.extract_lane(inside, 1);
  return total + i32x4.extract_lane(inside, 2) + i32x4.extract_lane(inside, 3);
}
