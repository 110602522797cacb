/** Distances from one row to others and to boxes, in the maximum norm. */
import { boxes, d, middle, points, query, room, scale, single } from "./memory";

/** Four times the rounding error of single precision: covers that of both rows, of the gap and of the threshold. */
const ROUNDING: f64 = 2.384185791015625e-7;
/** More than numbers too small for single precision lose. */
const UNDERFLOW: f64 = 1e-44;

/** The largest scaled distance of the row from the middle, in any column. */
let offset: f64 = 0;

/** Makes the row at a position the one searched for. */
export function ask(position: i32): void {
  const row = points + (((position * d) as usize) << 3);
  offset = 0;
  for (let j: usize = 0; j < (d as usize); j++) {
    const value = load<f64>(row + (j << 3));
    const scaled = (value - load<f64>(middle + (j << 3))) * scale;
    v128.store(query + (j << 4), f64x2.splat(value));
    v128.store(single + (j << 4), f32x4.splat(scaled as f32));
    offset = max(offset, abs(scaled));
  }
}

/** No row closer than the radius is at this distance or farther in single precision. */
export function surelyOutside(radius: f64): v128 {
  const scaled = radius * scale;
  return f32x4.splat((scaled + (scaled + offset) * ROUNDING + UNDERFLOW) as f32);
}

/** Every row closer than this in single precision is closer than the radius. */
export function surelyInside(radius: f64): v128 {
  const scaled = radius * scale;
  return f32x4.splat((scaled - (scaled + offset) * ROUNDING - UNDERFLOW) as f32);
}

/** The distance to the row at a position. */
export function distanceTo(position: i32): f64 {
  const row = points + (((position * d) as usize) << 3);
  let distance: f64 = 0;
  for (let j: usize = 0; j < (d as usize); j++) {
    const gap = abs(load<f64>(row + (j << 3)) - load<f64>(query + (j << 4)));
    if (gap > distance) distance = gap;
  }
  return distance;
}

/** Distances to four rows of a leaf in single precision; the first one's first column is at the address. */
export function distancesTo(address: usize): v128 {
  const column = (room as usize) << 2;
  let distance = f32x4.splat(0);
  for (let j = single, end = single + ((d as usize) << 4); j < end; j += 16) {
    distance = f32x4.pmax(distance, f32x4.abs(f32x4.sub(v128.load(address), v128.load(j))));
    address += column;
  }
  return distance;
}

/** Distances to the boxes of both children of a node. */
export function distancesToChildren(node: i32): v128 {
  let distance = f64x2.splat(0);
  let box = boxes + (((node * d) as usize) << 5);
  for (let j = query, end = query + ((d as usize) << 4); j < end; j += 16) {
    const value = v128.load(j);
    distance = f64x2.pmax(distance, f64x2.sub(v128.load(box), value));
    distance = f64x2.pmax(distance, f64x2.sub(value, v128.load(box, 16)));
    box += 32;
  }
  return distance;
}
