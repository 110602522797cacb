import { countRows, type Symbols } from "../discrete/symbols.ts";
import { nextTurn, SLICE_MS } from "../nextTurn.ts";
import { random } from "../random.ts";
import type { Context, Matrix } from "../types.ts";
import { gridSize, rankCells } from "./rankCells.ts";
import { type Surrogate, shuffled } from "./surrogates.ts";

/**
 * A fast permutation test of two columns: the statistic is their plug-in information on a grid of ranks, whose surrogates cost a
 * pass over the rows each. As a test it is exact whatever the grid; it finds what shows at the grid's size.
 *
 *   p = (1 + #{ surrogates with a statistic >= the data's }) / (1 + permutations)
 *
 * Each column is cut into cells of equal counts, sqrt(N / 5) of them within 3 and 16, or into its own values where these
 * are fewer. Equal values stay in one cell.
 *
 * @param x rows [N, 1]
 * @param y rows [N, 1]
 */
export async function gridTest(
  x: Matrix,
  y: Matrix,
  {
    surrogate = shuffled(),
    permutations = 999,
    context,
  }: { readonly surrogate?: Surrogate; readonly permutations?: number; readonly context: Context },
): Promise<{ nats: number; pValue: number }> {
  const { n } = x;
  const cells = gridSize(n);
  const left = rankCells(x.data, cells);
  const right = rankCells(y.data, cells);
  const B = right.count;
  const counts = new Int32Array(left.count * B);
  // sum n_ij log n_ij is all that shuffling changes of the plug-in information.
  const xlogx = Float64Array.from({ length: n + 1 }, (_, c) => (c === 0 ? 0 : c * Math.log(c)));
  const statistic = (order: Int32Array | null) => {
    counts.fill(0);
    if (order) for (let i = 0; i < n; i++) counts[left.codes[i] * B + right.codes[order[i]]]++;
    else for (let i = 0; i < n; i++) counts[left.codes[i] * B + right.codes[i]]++;
    let sum = 0;
    for (let c = 0; c < counts.length; c++) sum += xlogx[counts[c]];
    return sum;
  };
  const marginal = (cells: Symbols) => countRows(cells).reduce((sum, c) => sum + xlogx[c], 0);
  const observed = statistic(null);
  let reached = 0;
  let end = performance.now() + SLICE_MS;
  for (let b = 0; b < permutations; b++) {
    // Sums of the same terms in another order differ by rounding: a tie is a tie.
    if (statistic(surrogate.order(n, random(context.seed, 7, b))) >= observed * (1 - 1e-12)) reached++;
    if (performance.now() < end) continue;
    context.onProgress?.({ done: (b + 1) / permutations, label: "permutation test" });
    await nextTurn();
    context.signal?.throwIfAborted();
    end = performance.now() + SLICE_MS;
  }
  return {
    nats: Math.log(n) + (observed - marginal(left) - marginal(right)) / n,
    pValue: (1 + reached) / (1 + permutations),
  };
}
