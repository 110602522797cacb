import { rowsAt } from "../rows/rowsAt.ts";
import { streams } from "../rows/streams.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { type Conclusion, conclusion } from "./conclusion.ts";
import { type Surrogate, shuffled } from "./surrogates.ts";
import { type Drawing, type Statistics, surrogateValues } from "./surrogateValues.ts";

/**
 * How often data without the dependence give as much information, or more, by any estimator, or by the one of several that
 * says most, each measured by the spread of its own values over the data and all surrogates:
 *
 *   p = (1 + #{ surrogates with an estimate >= the data's }) / (1 + permutations)
 *
 * Exact, at any N and with whatever bias the estimator has, where the surrogate's orders are as probable as the order met:
 * shuffled rows if rows are independent. Rows of a series are not, and shuffling finds dependence in every pair of
 * autocorrelated series: use circularShift or blocks.
 *
 * @param x rows [N, dx], standardised, as an estimator takes them
 * @param y rows [N, dy]
 * @param options.given z [N, dz]: tests I(X; Y | Z), with a surrogate that keeps y's relation to z
 * @param options.permutations surrogates to draw: a p-value near p has a standard error of sqrt(p (1 - p) / permutations)
 * @param options.first number of the first surrogate: `conclusion` puts slices together
 * @param options.maxExceedances as in `permutationPValue`; of several estimators there is no early stop
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

/** What each estimator says of x with another y, in nats. */
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
