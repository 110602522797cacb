import { type EstimateOptions, estimate } from "../estimate.ts";
import { ksg } from "../neighbours/ksg.ts";
import type { Data, Estimate } from "../types.ts";
import { lagged } from "./lagged.ts";

export interface LaggedMiOptions extends Omit<EstimateOptions, "given"> {
  /** Rows by which y is later than x; negative where it is earlier. */
  readonly lags: readonly number[];
}

/**
 * How much x tells about y some rows later, I(X_{t - lag}; Y_t), for each lag: where it is highest is the delay at which
 * they are tied most. Each lag uses all the pairs it has, |lag| fewer than there are rows.
 *
 * A dependence at one lag shows at its neighbours too where the series remember themselves; `transferEntropy` holds y's own
 * past fixed. Rows of a series are not independent, so standard errors read low, the more so the longer the memory.
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
