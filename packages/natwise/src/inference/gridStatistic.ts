import { countRows, type Symbols } from "../discrete/symbols.ts";

/**
 * Plug-in information of columns of cells with one other column. All that another order of that one changes of it is
 *
 *   sum_ij n_ij log n_ij
 *
 * @param right cells of N rows
 * @returns of each column, `left`, with cells of the same rows: that sum as the columns stand, `observed`; the sum with
 *   the other's cells in another order [N], `of`; whether a sum is as large as `observed`; and the information, in nats
 */
export function gridStatistic(right: Symbols) {
  const n = right.codes.length;
  const xlogx = Float64Array.from({ length: n + 1 }, (_, c) => (c === 0 ? 0 : c * Math.log(c)));
  const marginal = (cells: Symbols) => countRows(cells).reduce((sum, c) => sum + xlogx[c], 0);
  return (left: Symbols) => {
    const counts = new Int32Array(left.count * right.count);
    const of = (codes: Int32Array) => {
      counts.fill(0);
      for (let i = 0; i < n; i++) counts[left.codes[i] * right.count + codes[i]]++;
      let sum = 0;
      for (let c = 0; c < counts.length; c++) sum += xlogx[counts[c]];
      return sum;
    };
    const observed = of(right.codes);
    return {
      of,
      observed,
      // Sums of the same terms in another order differ by rounding: a tie is a tie.
      isReachedBy: (sum: number) => sum >= observed * (1 - 1e-12),
      nats: () => Math.log(n) + (observed - marginal(left) - marginal(right)) / n,
    };
  };
}
