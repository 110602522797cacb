import { countRows, pairs, type Symbols } from "../discrete/symbols.ts";

/** Cells of N rows; in bytes if there are few, so that four rows fit a word. */
export type Cells = Int32Array | Uint8Array;

/** Most cells of a side in bytes: pairs of two such sides are numbered in a byte. */
const FEW = 16;

/** The cells, with the rows in another order; for null, in their own. */
export function cellsAt({ codes, count }: Symbols, order: Int32Array | null): Cells {
  const n = codes.length;
  const moved = count <= FEW ? bytes(n) : new Int32Array(n);
  if (order === null) moved.set(codes);
  else for (let i = 0; i < n; i++) moved[i] = codes[order[i]];
  return moved;
}

/** N bytes that begin a whole number of words. */
const bytes = (n: number) => new Uint8Array(new ArrayBuffer(4 * Math.ceil(n / 4)), 0, n);
const words = (of: Uint8Array) => new Uint32Array(of.buffer, 0, of.length >> 2);

/**
 * Plug-in information between the cells of x and y, or conditional on the groups of z, in nats:
 *
 *   I(X; Y)     = log N + (sum_xy n log n - sum_x n log n - sum_y n log n) / N
 *   I(X; Y | Z) = (sum_z n log n + sum_xyz n log n - sum_xz n log n - sum_yz n log n) / N
 *
 * Reordering y's rows, within z's groups, changes only the sum over xy or xyz, so a surrogate costs one pass over the
 * rows. Sums that differ only by rounding count as equal.
 *
 * @param y cells of N rows
 * @param z groups of the same rows, or null
 * @returns a function of x's cells; its value is a function from y's cells in any order [N] to the information
 */
export function countStatistic(y: Symbols, z: Symbols | null = null) {
  const n = y.codes.length;
  const xlogx = Float64Array.from({ length: n + 1 }, (_, c) => (c === 0 ? 0 : c * Math.log(c)));
  const sumOf = (cells: Symbols) => countRows(cells).reduce((sum, c) => sum + xlogx[c], 0);
  const ofZ = z ? sumOf(z) / n : Math.log(n);
  const ofY = sumOf(z ? pairs(y, z) : y);
  return (x: Symbols) => {
    const left = z ? pairs(x, z) : x;
    const begins = left.codes.map((code) => code * y.count);
    const counts = new Int32Array(left.count * y.count);
    let small: Uint8Array | null = null;
    if (left.count <= FEW && y.count <= FEW) {
      small = bytes(n);
      small.set(begins);
    }
    const sumOver = (codes: Cells) =>
      small !== null && codes instanceof Uint8Array
        ? sumOfBytes(small, codes, counts, xlogx)
        : sumOfPairs(begins, codes, counts, xlogx);
    const observed = sumOver(cellsAt(y, null));
    const nats = ofZ + (observed - sumOf(left) - ofY) / n;
    return (codes: Cells): number => {
      const sum = sumOver(codes);
      const value = nats + (sum - observed) / n;
      return sum >= observed * (1 - 1e-12) ? Math.max(value, nats) : value;
    };
  };
}

/**
 * `sumOfPairs` of at most 256 pairs, four rows to a word. It reads a quarter of the memory, which decides the time
 * where many
 * columns take turns.
 */
function sumOfBytes(begins: Uint8Array, codes: Uint8Array, counts: Int32Array, xlogx: Float64Array): number {
  const [left, right] = [words(begins), words(codes)];
  for (let i = 0; i < left.length; i++) {
    const four = left[i] + right[i];
    counts[four & 255]++;
    counts[(four >>> 8) & 255]++;
    counts[(four >>> 16) & 255]++;
    counts[four >>> 24]++;
  }
  for (let row = 4 * left.length; row < begins.length; row++) counts[begins[row] + codes[row]]++;
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += xlogx[counts[c]];
  counts.fill(0);
  return sum;
}

/**
 * The sum of n log n over pairs of cells.
 *
 * @param begins index in `counts` at which the counts of each row's left cell begin
 * @param counts all zero, before and after
 */
function sumOfPairs(begins: Int32Array, codes: Cells, counts: Int32Array, xlogx: Float64Array): number {
  const n = begins.length;
  let row = 0;
  // Four rows at a time take half as long as one at a time: no row waits for the count before it.
  for (; row + 4 <= n; row += 4) {
    const a = begins[row] + codes[row];
    const b = begins[row + 1] + codes[row + 1];
    const c = begins[row + 2] + codes[row + 2];
    const d = begins[row + 3] + codes[row + 3];
    counts[a]++;
    counts[b]++;
    counts[c]++;
    counts[d]++;
  }
  for (; row < n; row++) counts[begins[row] + codes[row]]++;
  let sum = 0;
  if (counts.length <= n) {
    for (let c = 0; c < counts.length; c++) sum += xlogx[counts[c]];
    counts.fill(0);
    return sum;
  }
  // Most cells are empty: each row clears its own.
  for (let i = 0; i < n; i++) {
    const cell = begins[i] + codes[i];
    sum += xlogx[counts[cell]];
    counts[cell] = 0;
  }
  return sum;
}
