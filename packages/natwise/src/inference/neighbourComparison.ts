import { gao } from "../neighbours/gao.ts";
import { ksg } from "../neighbours/ksg.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import type { Comparison } from "./comparison.ts";
import { localPermutation } from "./localPermutation.ts";
import { estimatorStatistics } from "./permutationTest.ts";
import { residuals } from "./residuals.ts";
import type { Side } from "./side.ts";
import { someRows } from "./someRows.ts";
import { type Surrogate, withinGroups } from "./surrogates.ts";

/** Limits on the number of rows of a test by nearest neighbours, in which each surrogate costs an estimate. */
const MOST_ROWS = 2000;
const FEWEST_ROWS = 500;
/** Maximum of rows times columns: with more than about four columns a search for neighbours visits nearly all rows. */
const MOST_VALUES = 8000;

/**
 * The statistic is an estimate by nearest neighbours on some of the rows: `gao` if a side is made of categories, else
 * `ksg`.
 *
 * Given columns of numbers, numbers on either side are replaced by their `residuals`.
 *
 * @param options.columns number of columns of x
 * @param options.free the surrogate of n rows without given columns: shuffled rows, or circular shifts of a series
 */
export async function neighbourComparison(
  y: Side,
  z: Side | null,
  {
    columns,
    free,
    series,
    context,
  }: {
    readonly columns: number;
    readonly free: (n: number) => Surrogate;
    readonly series: boolean;
    readonly context: Context;
  },
): Promise<Comparison<Matrix>> {
  const { n, d } = y.rows;
  const picked = rowsWithNeighbours(n, columns + d + (z?.rows.d ?? 0), { series, seed: context.seed });
  const some = (rows: Matrix) => (picked ? rowsAt(rows, picked) : rows);
  const fixed = z && some(z.rows);
  // Within groups of equal rows of z there is nothing to subtract.
  const near = z !== null && !z.categories;
  const beyond = async ({ rows, categories }: Side) =>
    near && !categories ? residuals(some(rows), fixed!, context) : some(rows);
  const right = await beyond(y);
  const surrogate = !fixed
    ? free(right.n)
    : !near
      ? withinGroups(fixed)
      : series
        ? free(right.n)
        : localPermutation(fixed);
  return {
    ...{ surrogate, rows: right.n, stream: streams.surrogates },
    arrange: (order) => (order === null ? right : rowsAt(right, order)),
    async of(x) {
      const left = await beyond(x);
      const mixed = x.categories || y.categories;
      const estimator = mixed ? gao() : ksg();
      return {
        name: near ? `${estimator.name} on residuals` : estimator.name,
        statistics: estimatorStatistics(left, {
          estimators: [estimator],
          given: fixed ?? undefined,
          context,
        }),
      };
    },
  };
}

/** Numbers of the rows of a test by nearest neighbours in so many columns; null if all are used. */
export function rowsWithNeighbours(
  n: number,
  columns: number,
  { series, seed }: { readonly series: boolean; readonly seed: number },
): Int32Array | null {
  const most = Math.round(MOST_VALUES / columns);
  return someRows(n, Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, most)), series, seed);
}

/** The estimator, unless it refuses these rows: too few, or one side determines the other. */
export async function applicable(
  estimator: Estimator,
  x: Matrix,
  y: Matrix,
  context: Context,
): Promise<Estimator[]> {
  try {
    await estimator.estimate(x, y, { ...context, onProgress: undefined });
    return [estimator];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
