import { inSlices } from "../progress/inSlices.ts";
import { normalScores } from "../rows/normalScores.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Matrix } from "../types.ts";
import type { Comparison } from "./comparison.ts";
import { spanInformation, spanOf } from "./scoreCorrelations.ts";
import { asSet, neighboursOf, sharedNeighbours } from "./sharedNeighbours.ts";
import type { Side } from "./side.ts";
import { someRows } from "./someRows.ts";
import { shuffled } from "./surrogates.ts";

/** Limits on the number of rows, whose pairs are kept as a table of bits. */
const MOST_ROWS = 10_000;
const FEWEST_ROWS = 1000;
/** Maximum of rows times columns: in many columns a search for neighbours visits nearly all rows. */
const MOST_VALUES = 40_000;

/**
 * Two statistics of numbers in several columns: how many nearest neighbours x and y have in common, and the Gaussian's
 * information. Both are of normal scores, and a surrogate costs neither a search nor a sort.
 *
 * @param options.columns number of columns of x
 */
export async function sharedComparison(
  y: Side,
  { columns, context }: { readonly columns: number; readonly context: Context },
): Promise<Comparison<Int32Array>> {
  const { n, d } = y.rows;
  const most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.round(MOST_VALUES / (columns + d))));
  const picked = someRows(n, most, false, context.seed);
  const sideOf = async (rows: Matrix, stream: number) => {
    const some = picked ? rowsAt(rows, picked) : rows;
    const scores = normalScores(some, { random: random(context.seed, streams.scoreTies, stream) });
    const near = await inSlices(neighboursOf(scores), { signal: context.signal }, "neighbours");
    return { near, span: spanOf(scores) };
  };
  const right = await sideOf(y.rows, 1);
  const set = asSet(right.near);
  const rows = picked?.length ?? n;
  const asIs = Int32Array.from({ length: rows }, (_, i) => i);
  return {
    ...{ surrogate: shuffled(), rows, stream: streams.surrogates },
    arrange: (order) => order ?? asIs,
    async of(x) {
      const left = await sideOf(x.rows, 0);
      return {
        name: "nearest neighbours that x and y share, or the Gaussian copula",
        statistics: (order) => [
          sharedNeighbours(left.near, set, order),
          spanInformation(left.span, right.span, order),
        ],
      };
    },
  };
}
