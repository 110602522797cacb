import { score } from "natwise";
import type { EstimateAnswer } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** An answer for CSV: a row per estimate, values in nats. */
export function estimateRows({ x, y, given, estimates, most, remarks }: EstimateAnswer) {
  return estimates.map((one) => ({
    ...{ x: x.names.join(", "), y: y.names.join(", "), given: given?.names.join(", ") ?? "" },
    ...{
      estimator: one.estimator,
      guarantee: one.guarantee,
      nats: one.nats,
      score: score(one.nats, { most: most?.nats }),
    },
    ...{ low: one.interval?.low ?? null, high: one.interval?.high ?? null },
    ...{ pValue: one.pValue, standardError: one.standardError, ceiling: one.ceiling },
    ...{ heldOut: one.heldOut, train: one.train, n: one.n, seed: one.seed },
    reason: one.reason,
    warnings: remarkCell(remarks, one.remarks),
  }));
}
