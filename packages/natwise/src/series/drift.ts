import type { Matrix } from "../types.ts";
import { autoregression } from "./autoregression.ts";

/** What makes a column not stationary. */
export type Drift = "random walk" | "trend";

/** Critical value of the Dickey-Fuller t with a constant, at 5%, for N rows (MacKinnon 2010, table 2). */
const criticalT = (n: number) => -2.86154 - 2.8903 / n - 4.234 / n ** 2 - 40.04 / n ** 3;

/**
 * A t of the trend above this is a trend. With a unit root, 2 to 3 in 100 series without a trend are above (table III of
 * Dickey and Fuller 1981), of a stationary series with short memory 1 in 2,000.
 */
const TREND_T = 3.5;

/**
 * Whether a series drifts: a unit root that the augmented Dickey-Fuller test does not reject at 5%, or a linear trend.
 * A strong trend is found as a unit root or as a trend. Null for a stationary series.
 *
 * @param column rows in the order of time [N, 1]
 * @see said1984testing; mackinnon2010critical; dickey1981likelihood
 */
export function drift(column: Matrix): Drift | null {
  const withTrend = autoregression(column, { trend: true });
  if (Math.abs(withTrend.t.trend) > TREND_T) return "trend";
  return autoregression(column).t.unitRoot > criticalT(column.n) ? "random walk" : null;
}
