import { score } from "natwise";
import type { EstimateAnswer, PlainEstimate } from "../../types.ts";
import { remarkCell } from "./remarkCell.ts";

/** An answer for CSV: a row per estimate, values in nats. */
export function estimateRows({ x, y, given, estimates, most, remarks }: EstimateAnswer) {
  const drifts = (one: PlainEstimate) => one.remarks.some(({ code }) => code === "notStationary");
  return estimates.map((one) => ({
    ...{ x: x.names.join(", "), y: y.names.join(", "), given: given?.names.join(", ") ?? "" },
    ...{
      estimator: one.estimator,
      guarantee: one.guarantee,
      // An estimate of columns that drift must not be read.
      nats: drifts(one) ? null : one.nats,
      score: drifts(one) ? null : score(one.nats, { most: most?.nats }),
    },
    ...{ low: one.interval?.low ?? null, high: one.interval?.high ?? null },
    ...{ pValue: one.pValue, standardError: one.standardError, ceiling: one.ceiling },
    ...{ heldOut: one.heldOut, train: one.train, n: one.n, seed: one.seed },
    reason: one.reason,
    warnings: remarkCell(remarks, one.remarks),
  }));
}
