import { type EstimateOptions, estimate } from "../estimate.ts";
import { ksg } from "../neighbours/ksg.ts";
import { matrix } from "../rows/matrix.ts";
import { oneHot } from "../rows/oneHot.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import type { Data, Estimate, Matrix } from "../types.ts";
import { delayed } from "./delayed.ts";
import { asRows } from "./lagged.ts";

export interface TransferEntropyOptions extends Omit<EstimateOptions, "given"> {
  /** Number of rows by which x precedes y. */
  readonly lag?: number;
  /** Number of past values of y to condition on. */
  readonly history?: number;
  /** Number of values of x, the latest one `lag` rows before y. */
  readonly sourceHistory?: number;
  /** Other series [N, dz]; `history` past values of each are conditioned on too. */
  readonly given?: Data;
}

/**
 * Transfer entropy from x to y, in nats: the information that the past of x carries about y, given y's own past.
 *
 *   T = I(Y_t; X_{t - lag}, ..., X_{t - lag - sourceHistory + 1} | Y_{t - 1}, ..., Y_{t - history})
 *
 * Not symmetric. With `gaussianMi` it is half of Geweke's measure of Granger causality. A third series that drives x
 * and y with different delays also causes transfer entropy, unless it is `given`.
 *
 * Rows of a series are not independent, so the standard error is approximate. To test whether there is any transfer,
 * compare with surrogates in which x is shifted by many rows.
 *
 * @param x series, rows in the order of time [N, dx]
 * @param y series [N, dy]
 * @param options.estimator one with `conditional`, by default `ksg()`
 * @throws TypeError for different numbers of rows; RangeError for a lag or history that is not a whole number above 0,
 *   and as `estimate`
 * @see schreiber2000measuring eq. 4; barnett2009granger
 */
export async function transferEntropy(
  x: Data,
  y: Data,
  {
    lag = 1,
    history = 1,
    sourceHistory = 1,
    given,
    estimator = ksg(),
    ...options
  }: TransferEntropyOptions = {},
): Promise<Estimate> {
  for (const [name, value] of Object.entries({ lag, history, sourceHistory })) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`transferEntropy: ${name} must be a whole number above 0, got ${value}`);
  }
  const source = matrix(x, "x");
  const target = matrix(y, "y");
  const others = given === undefined ? null : matrix(given, "given");
  const { n } = source;
  const wrong = [target, others].find((series) => series && series.n !== n);
  if (wrong)
    throw new TypeError(
      `transferEntropy: all series must have the same number of rows, got ${n} and ${wrong.n}`,
    );
  const from = Math.max(history, lag + sourceHistory - 1);
  if (!(from < n))
    throw new RangeError(
      `transferEntropy: needs more than the ${from} rows that lag and histories reach back, got ${n}`,
    );

  const times = { from, to: n };
  const past = (first: number, length: number) => Array.from({ length }, (_, i) => first + i);
  const own = delayed(target, past(1, history), times);
  const fixed = others ? together(own, delayed(others, past(1, history), times)) : own;
  const recent = delayed(source, past(lag, sourceHistory), times);
  const now = delayed(target, [0], times);
  return estimate(asRows(recent), asRows(now), { ...options, estimator, given: asRows(fixed) });
}

/** Both side by side; categories beside numbers as 0/1 columns. */
function together(a: Matrix, b: Matrix): Matrix {
  const mixed = a.categories !== b.categories;
  const [left, right] = [a, b].map((side) =>
    mixed && side.categories ? oneHot(side, { most: Number.POSITIVE_INFINITY }).rows : side,
  );
  return sideBySide(left, right);
}
