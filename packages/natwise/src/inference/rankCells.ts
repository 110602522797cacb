import type { Symbols } from "../discrete/symbols.ts";

/** Number of cells for a column of N rows: sqrt(N / 5), at least 3 and at most 16. */
export const gridSize = (n: number) => Math.max(3, Math.min(16, Math.round(Math.sqrt(n / 5))));

/**
 * The cell of each value, with cells of equal counts. Equal values share a cell; a column of few values has a cell for
 * each.
 */
export function rankCells(values: Float64Array, cells: number): Symbols {
  const n = values.length;
  const sorted = values.slice().sort();
  let distinct = n > 0 ? 1 : 0;
  for (let at = 1; at < n; at++) if (sorted[at] !== sorted[at - 1]) distinct++;
  /** The smallest value of each cell. */
  const begins: number[] = [];
  let last = -1;
  for (let from = 0, end = 1; from < n; from = end++) {
    while (end < n && sorted[end] === sorted[from]) end++;
    // A run of equal values goes to the cell of its middle.
    const wanted = distinct <= cells ? begins.length : Math.floor((((from + end) / 2) * cells) / n);
    if (wanted !== last) begins.push(sorted[from]);
    last = wanted;
  }
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let [low, high] = [0, begins.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[i] < begins[middle]) high = middle;
      else low = middle;
    }
    codes[i] = low;
  }
  return { codes, count: begins.length };
}
