import type { Task } from "../threads/task.ts";
import type { Tree } from "./tree.ts";

/** A tree under construction; its nodes of one level are the parts. */
export interface Building extends Tree {
  /** The rows in the caller's order [N, d]. */
  readonly data: Float64Array;
  /** The rows of each node of the level, in ascending order of each column [d, N]. */
  readonly orders: Int32Array;
  /** Result: the same for the next level. Null to build everything below the nodes, which fills `points` and `rows`. */
  readonly next: Int32Array | null;
  /** The nodes of this level are the parts. */
  readonly level: number;
  /** Number of levels below the root. */
  readonly depth: number;
}

/** Halves the nodes of a level at the median of their widest dimension. */
export const buildTask: Task<Building> = {
  name: "build",
  begin(building) {
    const { n, d, data, orders, next, level, depth, starts, rows, points } = building;
    const leaves = 2 ** (depth - level);
    const isRight = new Uint8Array(n);
    return {
      do(place) {
        const from = starts[place * leaves];
        const size = starts[(place + 1) * leaves] - from;
        const own: Rows = {
          from,
          size,
          orders: new Int32Array(d * size),
          isRight,
          moved: new Int32Array(size + 1),
        };
        for (let j = 0; j < d; j++) {
          own.orders.set(orders.subarray(j * n + from, j * n + from + size), j * size);
        }
        halve(building, own, level, place);
        if (next) {
          for (let j = 0; j < d; j++) next.set(own.orders.subarray(j * size, (j + 1) * size), j * n + from);
          return;
        }
        for (let deeper = level + 1; deeper <= depth; deeper++) {
          const nodes = 2 ** (deeper - level);
          for (let at = place * nodes; at < (place + 1) * nodes; at++) halve(building, own, deeper, at);
        }
        for (let i = 0; i < size; i++) {
          const row = own.orders[i];
          rows[from + i] = row;
          for (let j = 0; j < d; j++) points[(from + i) * d + j] = data[row * d + j];
        }
      },
    };
  },
};

/** The rows of a part, which a thread moves in memory of its own: a part may be done twice. */
interface Rows {
  /** The first position. */
  readonly from: number;
  readonly size: number;
  /** In ascending order of each column [d, size]. */
  readonly orders: Int32Array;
  /** 1 for a row in the right half of its node, else 0 [N]. */
  readonly isRight: Uint8Array;
  /** Rows of right halves, and one of room [size + 1]. */
  readonly moved: Int32Array;
}

function halve(building: Building, own: Rows, level: number, place: number): void {
  const { d, starts, depth } = building;
  const { orders, isRight, size } = own;
  const width = 2 ** (depth - level); // leaves below the node
  const from = starts[place * width] - own.from;
  const to = starts[(place + 1) * width] - own.from;
  const widest = fitBox(building, own, 2 ** level - 1 + place, from, to);
  if (level === depth) return;
  const middle = starts[place * width + width / 2] - own.from;
  for (let i = from; i < middle; i++) isRight[orders[widest * size + i]] = 0;
  for (let i = middle; i < to; i++) isRight[orders[widest * size + i]] = 1;
  for (let j = 0; j < d; j++) if (j !== widest) divide(own, j * size, from, middle, to);
}

/** Writes the box of the rows of a node and returns its widest dimension. */
function fitBox(
  { data, d, boxes, middle }: Building,
  { orders, size }: Rows,
  node: number,
  from: number,
  to: number,
): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < d; j++) {
    const low = data[orders[j * size + from] * d + j];
    const high = data[orders[j * size + to - 1] * d + j];
    if (node === 0) {
      middle[j] = low / 2 + high / 2;
      middle[d + j] = high / 2 - low / 2;
    } else {
      const box = (((node - 1) >> 1) * d + j) * 4 + ((node - 1) & 1);
      boxes[box] = low;
      boxes[box + 2] = high;
    }
    if (high - low > width) {
      width = high - low;
      widest = j;
    }
  }
  return widest;
}

/** Moves the rows of the right half behind those of the left one, in the order of one column. */
function divide(
  { orders, isRight, moved }: Rows,
  first: number,
  from: number,
  middle: number,
  to: number,
): void {
  let left = first + from;
  let right = middle;
  // Each row is written to both sides, and one write counts: a branch here would be guessed wrong half of the time.
  for (let i = first + from; i < first + to; i++) {
    const row = orders[i];
    const side = isRight[row];
    orders[left] = row;
    moved[right] = row;
    left += 1 - side;
    right += side;
  }
  for (let i = middle; i < to; i++) orders[first + i] = moved[i];
}
