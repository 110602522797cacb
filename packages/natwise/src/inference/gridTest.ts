import { nextTurn, SLICE_MS } from "../progress/nextTurn.ts";
import { random } from "../rows/random.ts";
import type { Context, Matrix } from "../types.ts";
import { gridStatistic } from "./gridStatistic.ts";
import type { Compared } from "./permutationTest.ts";
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
): Promise<{ nats: number; pValue: number; compared: Compared }> {
  const { n } = x;
  const cells = gridSize(n);
  const right = rankCells(y.data, cells);
  const statistic = gridStatistic(right)(rankCells(x.data, cells));
  const nats = statistic.nats();
  const surrogates = new Float64Array(permutations);
  let reached = 0;
  let end = performance.now() + SLICE_MS;
  for (let b = 0; b < permutations; b++) {
    const shuffled = surrogate.order(n, random(context.seed, 7, b)).map((row) => right.codes[row]);
    const sum = statistic.of(shuffled);
    surrogates[b] = nats + (sum - statistic.observed) / n;
    if (statistic.isReachedBy(sum)) {
      reached++;
      // Of a tie the difference is rounding, which may fall below zero.
      surrogates[b] = Math.max(surrogates[b], nats);
    }
    if (performance.now() < end) continue;
    context.onProgress?.({ done: (b + 1) / permutations, label: "permutation test" });
    await nextTurn();
    context.signal?.throwIfAborted();
    end = performance.now() + SLICE_MS;
  }
  const compared: Compared = { observed: nats, surrogates, unit: "nats" };
  return { nats, pValue: (1 + reached) / (1 + permutations), compared };
}
