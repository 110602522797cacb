/** @module Numbers in order, in which the place of any number is found in a few steps. */
import { roomFor, type Threads } from "../threads/shareOut.ts";
import type { OrderedColumns } from "./orderedColumns.ts";

/** The values of one column. Cells of equal width divide their range, one for each value. */
export interface SortedLine {
  /** Ascending [N]. */
  readonly sorted: Float64Array;
  /** The row at each place [N]. */
  readonly order: Int32Array;
  /** The place of the first value in each cell or after it, and N at the end [N + 1]. */
  readonly firsts: Int32Array;
  /** Number of cells in a unit. */
  readonly scale: number;
}

export function sortedLine({ data, n, orders }: OrderedColumns, { threads }: Threads = {}): SortedLine {
  const room = roomFor(n, { threads });
  const sorted = new Float64Array(room(8 * n));
  const order = new Int32Array(room(4 * n));
  order.set(orders);
  for (let place = 0; place < n; place++) sorted[place] = data[order[place]];
  const firsts = new Int32Array(room(4 * (n + 1)));
  const width = sorted[n - 1] - sorted[0];
  const line = { sorted, order, firsts, scale: n / width < Infinity ? n / width : 0 };
  let filled = 0;
  for (let place = 0; place < n; place++) {
    const own = cellOf(line, sorted[place]);
    while (filled < own) firsts[++filled] = place;
  }
  firsts.fill(n, filled + 1);
  return line;
}

/** The cell of a value, which need not be one of the line's; the first or the last if it lies outside. */
function cellOf({ sorted, scale }: SortedLine, value: number): number {
  const cell = (value - sorted[0]) * scale;
  return cell > 0 ? Math.min(Math.floor(cell), sorted.length - 1) : 0;
}

/** The place of the first value v with value - v < r, if `below`; else of the first one with v - value >= r. */
export function placeOf(line: SortedLine, value: number, r: number, below: boolean): number {
  const { sorted, firsts } = line;
  const n = sorted.length;
  const cell = cellOf(line, below ? value - r : value + r);
  const [from, to] = [firsts[cell], firsts[cell + 1]];
  const found = search(sorted, value, r, below, from, to);
  // Rounding may have led to a neighbouring cell.
  const early = found > from || from === 0 || !reached(sorted, value, r, below, from - 1);
  const late = found < to || to === n || reached(sorted, value, r, below, to);
  return early && late ? found : search(sorted, value, r, below, 0, n);
}

/** Whether a place is the one that `placeOf` looks for, or after it. */
function reached(sorted: Float64Array, value: number, r: number, below: boolean, at: number): boolean {
  return below ? value - sorted[at] < r : sorted[at] - value >= r;
}

/** The first place from `from` to `to` that is reached. */
function search(
  sorted: Float64Array,
  value: number,
  r: number,
  below: boolean,
  from: number,
  to: number,
): number {
  let first = from;
  let length = to - from;
  while (length > 0) {
    const half = length >> 1;
    if (reached(sorted, value, r, below, first + half)) length = half;
    else {
      first += half + 1;
      length -= half + 1;
    }
  }
  return first;
}
