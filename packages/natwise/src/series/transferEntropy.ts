import { type EstimateOptions, estimate } from "../estimate.ts";
import { ksg } from "../neighbours/ksg.ts";
import { matrix } from "../rows/matrix.ts";
import { sideBySide } from "../rows/sideBySide.ts";
import type { Data, Estimate } from "../types.ts";
import { delayed } from "./delayed.ts";
import { asRows } from "./lagged.ts";

export interface TransferEntropyOptions extends Omit<EstimateOptions, "given"> {
  /** Rows by which what is taken of x is earlier than the y it tells about. */
  readonly lag?: number;
  /** Values of y's own past that are held fixed. */
  readonly history?: number;
  /** Values of x, the latest one `lag` rows earlier. */
  readonly sourceHistory?: number;
  /** Other series [N, dz] of whose past `history` values are held fixed as well: x must tell more than they do. */
  readonly given?: Data;
}

/**
 * Transfer entropy from x to y, in nats: how much the past of x tells about y that y's own past does not.
 *
 *   T = I(Y_t; X_{t - lag}, ..., X_{t - lag - sourceHistory + 1} | Y_{t - 1}, ..., Y_{t - history})
 *
 * Not symmetric. With `gaussianMi` it is half of Geweke's measure of Granger causality. What a third series drives with
 * different delays shows as well, unless it is `given`.
 *
 * Rows of a series are not independent, so the standard error is a rough one. Whether there is any transfer is better
 * judged by surrogates: the same with x's course turned by many rows.
 *
 * @param x series, rows in the order of time [N, dx]
 * @param y series [N, dy]
 * @param options.estimator one with `conditional`, by default `ksg()`
 * @throws TypeError for different numbers of rows; RangeError for a lag or history that is no whole number above 0, and
 *   as `estimate`
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
    throw new RangeError(`transferEntropy: lag and histories reach back ${from} rows, got only ${n}`);

  const times = { from, to: n };
  const past = (first: number, length: number) => Array.from({ length }, (_, i) => first + i);
  const own = delayed(target, past(1, history), times);
  const fixed = others ? sideBySide(own, delayed(others, past(1, history), times)) : own;
  const recent = delayed(source, past(lag, sourceHistory), times);
  const now = delayed(target, [0], times);
  return estimate(asRows(recent), asRows(now), { ...options, estimator, given: asRows(fixed) });
}
