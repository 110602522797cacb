import { random } from "../random.ts";
import { rowsAt } from "../rowsAt.ts";
import type { Context, Estimator, Matrix } from "../types.ts";
import { type Surrogate, shuffled } from "./surrogates.ts";

export interface PermutationTest {
  /** The estimate on the data as they are, in nats. */
  readonly nats: number;
  /** Between 1 / (permutations + 1) and 1. */
  readonly pValue: number;
  /** The estimates on surrogates, in nats. */
  readonly surrogates: Float64Array;
}

/**
 * How often data without the dependence give as much information, or more, by any estimator:
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
    estimator,
    given,
    surrogate = shuffled(),
    permutations = 199,
    nats,
    context,
  }: {
    readonly estimator: Estimator;
    readonly given?: Matrix;
    readonly surrogate?: Surrogate;
    readonly permutations?: number;
    /** The estimate on the data, where it is known already. */
    readonly nats?: number;
    readonly context: Context;
  },
): Promise<PermutationTest> {
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new RangeError(`permutationTest: permutations must be a whole number above 0, got ${permutations}`);
  }
  const { seed, signal, onProgress } = context;
  const quiet: Context = { ...context, onProgress: undefined };
  const on = (rows: Matrix) =>
    given ? estimator.conditional!(x, rows, given, quiet) : estimator.estimate(x, rows, quiet);
  const observed = nats ?? (await on(y)).nats;
  const surrogates = new Float64Array(permutations);
  let reached = 0;
  for (let b = 0; b < permutations; b++) {
    signal?.throwIfAborted();
    surrogates[b] = (await on(rowsAt(y, surrogate.order(y.n, random(seed, 5, b))))).nats;
    if (surrogates[b] >= observed) reached++;
    onProgress?.({ done: (b + 1) / permutations, label: `${estimator.name}, ${surrogate.name}` });
  }
  return { nats: observed, pValue: (1 + reached) / (1 + permutations), surrogates };
}
