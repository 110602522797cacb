import type { PairNumbers } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** Rows of a ranking or a matrix for CSV: names, then numbers, with two columns for the interval. */
export function pairRows<Row extends PairNumbers>(rows: readonly Row[]) {
  return rows.map(({ nats, interval, pValue, qValue, estimator, remarks, ...of }) => ({
    ...of,
    ...{ nats, low: interval?.low ?? null, high: interval?.high ?? null, pValue, qValue, estimator },
    warnings: remarkCell(remarks),
  }));
}
