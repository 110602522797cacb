import type { Task } from "../threads/task.ts";
import type { KdTree } from "./kdTree.ts";

/** A tree under construction; its nodes of one level are the parts. */
export interface Building extends KdTree {
  /** The rows in the caller's order [N, d]. */
  readonly data: Float64Array;
  /** The coordinate by which a node is halved, for each position [N]. */
  readonly keys: Float64Array;
  /** Number of levels below the root. */
  readonly depth: number;
  /** The nodes of this level are the parts. */
  readonly level: number;
  /** Whether to build everything below a node, too. */
  readonly below: boolean;
}

/** Halves the nodes of a level at the median of their widest dimension. */
export const buildTask: Task<Building> = {
  name: "build",
  begin: (building) => ({
    do(place) {
      const { level, below, depth } = building;
      halve(building, level, place);
      if (!below) return;
      for (let deeper = level + 1; deeper <= depth; deeper++) {
        const nodes = 2 ** (deeper - level);
        for (let at = place * nodes; at < (place + 1) * nodes; at++) halve(building, deeper, at);
      }
      const leaves = 2 ** (depth - level);
      const { data, d, rows, points, starts } = building;
      let next = starts[place * leaves] * d;
      for (let i = starts[place * leaves]; i < starts[(place + 1) * leaves]; i++) {
        for (let j = 0; j < d; j++) points[next++] = data[rows[i] * d + j];
      }
    },
  }),
};

function halve(building: Building, level: number, place: number): void {
  const { data, d, rows, starts, keys, depth } = building;
  const width = 2 ** (depth - level); // leaves below the node
  const from = starts[place * width];
  const to = starts[(place + 1) * width];
  const widest = fitBox(building, 2 ** level - 1 + place, from, to);
  if (level === depth) return;
  for (let i = from; i < to; i++) keys[i] = data[rows[i] * d + widest];
  partition(keys, rows, from, to - 1, starts[place * width + width / 2]);
}

/** Writes the box of the rows of a node and returns its widest dimension. */
function fitBox({ data, d, rows, boxes, middle }: Building, node: number, from: number, to: number): number {
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
