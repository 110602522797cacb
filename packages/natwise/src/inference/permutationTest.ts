import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { type Conclusion, conclusion } from "./conclusion.ts";
import { type Surrogate, shuffled } from "./surrogates.ts";
import { type Drawing, type Statistics, surrogateValues } from "./surrogateValues.ts";

/**
 * Permutation test of independence with an estimator as its statistic:
 *
 *   p = (1 + #{ surrogates with an estimate >= the data's }) / (1 + permutations)
 *
 * With several estimators each is standardised over the data and all surrogates, and the statistic is the largest.
 *
 * The test is exact at any N, whatever the estimator's bias, if under the null hypothesis all orders of the surrogate
 * are as probable as the observed one. For independent rows these are shuffled rows. Rows of a series are not
 * independent, and shuffling would call any two autocorrelated series dependent: use circularShift or blocks.
 *
 * @param x rows [N, dx], standardised
 * @param y rows [N, dy]
 * @param options.given z [N, dz]: tests I(X; Y | Z), with a surrogate that keeps y's dependence on z
 * @param options.permutations number of surrogates; a p-value near p has a standard error of sqrt(p (1 - p) /
 *   permutations)
 * @param options.first number of the first surrogate; `conclusion` joins slices
 * @param options.maxExceedances as in `permutationPValue`; several estimators have no early stop
 */
export async function permutationTest(
  x: Matrix,
  y: Matrix,
  {
    estimators,
    given,
    surrogate = shuffled(),
    permutations = 199,
    first = 0,
    maxExceedances,
    context,
  }: {
    readonly estimators: readonly Estimator[];
    readonly given?: Matrix;
    readonly surrogate?: Surrogate;
  } & Partial<Drawing> & { readonly context: Context },
): Promise<Conclusion> {
  const shared = {
    ...{ surrogate, rows: y.n, stream: streams.surrogates },
    arrange: (order: Int32Array | null) => (order === null ? y : rowsAt(y, order)),
  };
  const statistics = estimatorStatistics(x, { estimators, given, context });
  return conclusion(
    await surrogateValues([statistics], shared, { first, permutations, maxExceedances, context }),
    { maxExceedances },
  );
}

/** The estimates of all estimators for x and any reordered y, in nats. */
export function estimatorStatistics(
  x: Matrix,
  {
    estimators,
    given,
    context,
  }: { readonly estimators: readonly Estimator[]; readonly given?: Matrix; readonly context: Context },
): Statistics<Matrix> {
  const quiet: Context = { ...context, onProgress: undefined };
  return async (y) => {
    const values: number[] = [];
    for (const estimator of estimators) {
      const { nats } = given
        ? await estimator.conditional!(x, y, given, quiet)
        : await estimator.estimate(x, y, quiet);
      values.push(nats);
    }
    return values;
  };
}
