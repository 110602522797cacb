import { type EstimateOptions, estimate } from "../estimate.ts";
import { ksg } from "../neighbours/ksg.ts";
import type { Data, Estimate } from "../types.ts";
import { lagged } from "./lagged.ts";

export interface LaggedMiOptions extends Omit<EstimateOptions, "given"> {
  /** Numbers of rows by which y is later than x; negative if it is earlier. */
  readonly lags: readonly number[];
}

/**
 * The information that x carries about y `lag` rows later, I(X_{t - lag}; Y_t), for each lag. The lag with the largest
 * value is the delay of the strongest dependence. Each lag uses all of its pairs, |lag| fewer than there are rows.
 *
 * In autocorrelated series a dependence at one lag also shows at nearby lags; `transferEntropy` conditions on y's own
 * past. Rows of a series are not independent, so standard errors are too small, more so with longer autocorrelation.
 *
 * @param x series, rows in the order of time [N, dx]
 * @param y series [N, dy]
 * @param options.estimator by default `ksg()`
 * @returns an estimate for each lag, in their order
 * @throws as `lagged` and `estimate`; RangeError for no lags
 */
export async function laggedMi(
  x: Data,
  y: Data,
  { lags, estimator = ksg(), onProgress, ...options }: LaggedMiOptions,
): Promise<{ readonly lag: number; readonly estimate: Estimate }[]> {
  if (!(lags.length > 0)) throw new RangeError("laggedMi: needs at least one lag, got none");
  const found: { lag: number; estimate: Estimate }[] = [];
  for (const [i, lag] of lags.entries()) {
    const pairs = lagged(x, y, lag);
    const report =
      onProgress &&
      (({ done, label }: { done: number; label: string }) =>
        onProgress({ done: (i + done) / lags.length, label: `${label}, lag ${lag}` }));
    found.push({
      lag,
      estimate: await estimate(pairs.x, pairs.y, { ...options, estimator, onProgress: report }),
    });
  }
  return found;
}
