import type { Matrix } from "../types.ts";
import type { RowMap } from "./rowMap.ts";

/**
 * row -> W row, for a square W [d, d] of full rank.
 *
 * @throws TypeError unless W is square, RangeError unless it has full rank
 */
export function linear(W: Matrix): RowMap {
  if (W.n !== W.d) throw new TypeError(`linear: W must be square, got [${W.n}, ${W.d}]`);
  const inverse = invert(W);
  return { id: "linear", apply: (row) => times(W, row), inverse: (row) => times(inverse, row) };
}

function times({ data, n, d }: Matrix, row: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += data[i * d + j] * row[j];
    out[i] = sum;
  }
  return out;
}

/** Gauss-Jordan elimination with the largest pivot of each column. */
function invert({ data, n }: Matrix): Matrix {
  const rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: 2 * n }, (_, j) => (j < n ? data[i * n + j] : j - n === i ? 1 : 0)),
  );
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column; i < n; i++) if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const value = rows[column][column];
    if (!(Math.abs(value) > 1e-12 * largest)) {
      throw new RangeError(`linear: W must have full rank, got rank ${column} of ${n} within rounding`);
    }
    for (let j = 0; j < 2 * n; j++) rows[column][j] /= value;
    for (let i = 0; i < n; i++) {
      const factor = rows[i][column];
      if (i === column || factor === 0) continue;
      for (let j = 0; j < 2 * n; j++) rows[i][j] -= factor * rows[column][j];
    }
  }
  return { data: Float64Array.from(rows.flatMap((row) => [...row.subarray(n)])), n, d: n };
}
