import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { type Surrogate, shuffled } from "./surrogates.ts";

/** What a p-value was read from: it counts the surrogates whose value is at least that of the data. */
export interface Compared {
  readonly observed: number;
  /** One for each surrogate. */
  readonly surrogates: Float64Array;
  /** Deviations where of several estimators the one counts that says most. */
  readonly unit: "nats" | "standard deviations";
}

export interface PermutationTest {
  /** Between 1 / (permutations + 1) and 1. */
  readonly pValue: number;
  /** The estimate on the data as they are, in nats, of each estimator. */
  readonly nats: readonly number[];
  /** The estimates on surrogates, in nats, of each estimator. */
  readonly surrogates: readonly Float64Array[];
  readonly compared: Compared;
}

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
 * @see phipson2010permutation for the 1 in both places
 */
export async function permutationTest(
  x: Matrix,
  y: Matrix,
  {
    estimators,
    given,
    surrogate = shuffled(),
    permutations = 199,
    context,
  }: {
    readonly estimators: readonly Estimator[];
    readonly given?: Matrix;
    readonly surrogate?: Surrogate;
    readonly permutations?: number;
    readonly context: Context;
  },
): Promise<PermutationTest> {
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new RangeError(`permutationTest: permutations must be a whole number above 0, got ${permutations}`);
  }
  const { seed, signal, onProgress } = context;
  const quiet: Context = { ...context, onProgress: undefined };
  const values = estimators.map(() => new Float64Array(permutations + 1));
  for (let b = 0; b <= permutations; b++) {
    signal?.throwIfAborted();
    // The data themselves come last, in their own order.
    const rows = b < permutations ? rowsAt(y, surrogate.order(y.n, random(seed, 5, b))) : y;
    for (const [e, estimator] of estimators.entries()) {
      const found = given
        ? await estimator.conditional!(x, rows, given, quiet)
        : await estimator.estimate(x, rows, quiet);
      values[e][b] = found.nats;
    }
    onProgress?.({ done: (b + 1) / (permutations + 1), label: `permutation test, ${surrogate.name}` });
  }
  const most = largest(values);
  let reached = 0;
  for (let b = 0; b < permutations; b++) if (most[b] >= most[permutations]) reached++;
  return {
    nats: values.map((of) => of[permutations]),
    pValue: (1 + reached) / (1 + permutations),
    surrogates: values.map((of) => of.subarray(0, permutations)),
    compared: {
      observed: most[permutations],
      surrogates: most.subarray(0, permutations),
      unit: estimators.length === 1 ? "nats" : "standard deviations",
    },
  };
}

/** Of several estimators' values [b], each standardised over b, the largest for each b. */
function largest(values: readonly Float64Array[]): Float64Array {
  if (values.length === 1) return values[0];
  const scores = values.map((of) => {
    const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
    const spread = Math.sqrt(of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / of.length);
    return of.map((value) => (spread > 0 ? (value - mean) / spread : 0));
  });
  return scores[0].map((_, b) => Math.max(...scores.map((of) => of[b])));
}
