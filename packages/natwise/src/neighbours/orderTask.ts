import type { Task } from "../threads/task.ts";

export interface Ordering {
  /** Rows [N, d]. */
  readonly data: Float64Array;
  readonly d: number;
  /** Result: the rows in ascending order of each column [d, N]. */
  readonly orders: Int32Array;
}

/** Sorts columns, each with its rows, in half the time that `sort` takes for the values alone. */
export const orderTask: Task<Ordering> = {
  name: "order",
  begin({ data, d, orders }) {
    const n = data.length / d;
    if (n <= FEW)
      return { do: (column) => insertRows(data, d, column, orders.subarray(column * n, (column + 1) * n)) };
    const values = new Float64Array(n);
    let from = { keys: new Uint32Array(n), rows: new Int32Array(n) };
    let to = { keys: new Uint32Array(n), rows: new Int32Array(n) };
    const places = new Int32Array(DIGITS * CELLS);
    return {
      do(column) {
        for (let i = 0; i < n; i++) values[i] = data[i * d + column];
        countDigits(values, from, places);
        for (let digit = 0; digit < DIGITS; digit++) {
          if (!scatter(digit, places, from, to)) continue;
          [from, to] = [to, from];
        }
        breakTies(values, from);
        orders.set(from.rows, column * n);
      },
    };
  },
};

/** Number of rows up to which insertion is faster than counting digits. */
const FEW = 128;

/** Sorts the rows of a column by insertion. */
function insertRows(data: Float64Array, d: number, column: number, order: Int32Array): void {
  for (let i = 0; i < order.length; i++) {
    const value = data[i * d + column];
    let at = i;
    for (; at > 0 && data[order[at - 1] * d + column] > value; at--) order[at] = order[at - 1];
    order[at] = i;
  }
}

/** The upper half of a double, made to ascend with it, and the row. */
interface Keys {
  readonly keys: Uint32Array;
  readonly rows: Int32Array;
}

/** Keys are sorted by three digits of at most 11 bits, the last digit first (radix sort). */
const DIGITS = 3;
const BITS = 11;
const CELLS = 2 ** BITS;

/** Fills in the keys of all rows, and how often each digit occurs [DIGITS, CELLS]. */
function countDigits(values: Float64Array, { keys, rows }: Keys, places: Int32Array): void {
  const bits = new Int32Array(values.buffer);
  places.fill(0);
  for (let i = 0; i < values.length; i++) {
    const high = bits[2 * i + 1];
    // Bits of positive doubles ascend with the value, those of negative ones descend.
    const key = high ^ ((high >> 31) | 0x80000000);
    keys[i] = key;
    rows[i] = i;
    places[key & (CELLS - 1)]++;
    places[CELLS + ((key >>> BITS) & (CELLS - 1))]++;
    places[2 * CELLS + (key >>> (2 * BITS))]++;
  }
}

/** Sorts by one digit, and leaves equal digits in order. Returns false if all are equal, with nothing done. */
function scatter(digit: number, places: Int32Array, from: Keys, to: Keys): boolean {
  const { keys, rows } = from;
  const { keys: toKeys, rows: toRows } = to;
  const n = keys.length;
  const shift = digit * BITS;
  const first = digit * CELLS;
  if (n === 0 || places[first + ((keys[0] >>> shift) & (CELLS - 1))] === n) return false;
  for (let cell = first, next = 0; cell < first + CELLS; cell++) {
    const count = places[cell];
    places[cell] = next;
    next += count;
  }
  for (let i = 0; i < n; i++) {
    const key = keys[i];
    const at = places[first + ((key >>> shift) & (CELLS - 1))]++;
    toKeys[at] = key;
    toRows[at] = rows[i];
  }
  return true;
}

/** Sorts runs of equal keys by the whole value. */
function breakTies(values: Float64Array, { keys, rows }: Keys): void {
  const n = keys.length;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    let sorted = true;
    for (; end < n && keys[end] === keys[start]; end++) sorted &&= values[rows[end - 1]] <= values[rows[end]];
    if (!sorted) rows.subarray(start, end).sort((a, b) => values[a] - values[b] || a - b);
    start = end;
  }
}
