import { columnOf } from "../rows/columnOf.ts";
import type { Matrix } from "../types.ts";
import { type Autoregression, autoregression } from "./autoregression.ts";
import { type Drift, drift } from "./drift.ts";

/** A side of a series as an autoregression. */
export interface Innovations extends Autoregression {
  /** What makes each column not stationary; null for a stationary column. */
  readonly drifts: readonly (Drift | null)[];
}

/**
 * The innovations of a series, with the trend removed if a column drifts.
 *
 * @param rows in the order of time [N, d]
 */
export function innovations(rows: Matrix): Innovations {
  const drifts = Array.from({ length: rows.d }, (_, j) =>
    drift({ data: columnOf(rows, j), n: rows.n, d: 1 }),
  );
  return { ...autoregression(rows, { trend: drifts.some((one) => one !== null) }), drifts };
}
