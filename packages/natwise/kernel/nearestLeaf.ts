import { ask, distancesTo, distancesToChildren, distanceTo, surelyOutside } from "./distances";
import {
  best,
  distances,
  k,
  lanesOf,
  leaves,
  nearest,
  reach,
  reaches,
  room,
  startOf,
  waiting,
  who,
} from "./memory";

/** Writes the distance of every row of a leaf to its k-th nearest other row, and which rows are the k nearest. */
export function nearestLeaf(leaf: i32): void {
  const from = startOf(leaf);
  const to = startOf(leaf + 1);
  for (let position = from; position < to; position++) {
    store<f64>(distances + ((position as usize) << 3), kthDistance(leaf, position));
    const first = ((position - from) * k) as usize;
    memory.copy(reaches + (first << 3), best, (k as usize) << 3);
    memory.copy(nearest + (first << 2), who, (k as usize) << 2);
  }
}

/** Starts in the row's own leaf and climbs; enters a sibling only if its box is near enough. */
function kthDistance(ownLeaf: i32, self: i32): f64 {
  const firstLeaf = leaves - 1;
  ask(self);
  for (let m: usize = 0; m < (k as usize); m++) store<f64>(best + (m << 3), Infinity);
  let kth: f64 = Infinity;
  let climber = firstLeaf + ownLeaf;
  store<i32>(waiting, climber);
  store<f64>(reach, 0);
  let depth = 1;
  while (true) {
    while (depth > 0) {
      depth--;
      let node = load<i32>(waiting + ((depth as usize) << 2));
      if (load<f64>(reach + ((depth as usize) << 3)) >= kth) continue;
      while (node < firstLeaf) {
        // Descends into the nearer child; the farther one waits.
        const to = distancesToChildren(node);
        const left = f64x2.extract_lane(to, 0);
        const right = f64x2.extract_lane(to, 1);
        const nearer = (right < left) as i32;
        const far = max(left, right);
        node = 2 * node + 1;
        if (far < kth) {
          store<i32>(waiting + ((depth as usize) << 2), node + 1 - nearer);
          store<f64>(reach + ((depth as usize) << 3), far);
          depth++;
        }
        node += nearer;
      }
      kth = nearestInLeaf(node - firstLeaf, self, kth);
    }
    // Climbs to the next sibling that is near enough.
    while (climber > 0 && depth === 0) {
      const isLeft = climber & 1;
      climber = (climber - 1) >> 1;
      const to = distancesToChildren(climber);
      const far = isLeft ? f64x2.extract_lane(to, 1) : f64x2.extract_lane(to, 0);
      if (far < kth) {
        store<i32>(waiting, 2 * climber + 1 + isLeft);
        store<f64>(reach, far);
        depth = 1;
      }
    }
    if (depth === 0) return kth;
  }
}

/** Enters rows of a leaf among the best. Returns the k-th distance. */
function nearestInLeaf(leaf: i32, self: i32, kth: f64): f64 {
  const from = startOf(leaf);
  let address = lanesOf(leaf);
  let limit = surelyOutside(kth);
  for (let i = 0; i < room; i += 4) {
    let near = i32x4.bitmask(f32x4.lt(distancesTo(address), limit));
    address += 16;
    for (; near !== 0; near &= near - 1) {
      const position = from + i + ctz(near);
      if (position === self) continue;
      const distance = distanceTo(position);
      if (!(distance < kth)) continue;
      kth = enter(position, distance);
      limit = surelyOutside(kth);
    }
  }
  return kth;
}

/** Enters a row among the best. Returns the k-th distance. */
function enter(position: i32, distance: f64): f64 {
  const last = (k - 1) as usize;
  let slot = last;
  for (; slot > 0; slot--) {
    const before = load<f64>(best + ((slot - 1) << 3));
    if (before <= distance) break;
    store<f64>(best + (slot << 3), before);
    store<i32>(who + (slot << 2), load<i32>(who + ((slot - 1) << 2)));
  }
  store<f64>(best + (slot << 3), distance);
  store<i32>(who + (slot << 2), position);
  return load<f64>(best + (last << 3));
}
