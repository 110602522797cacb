import type { Bound } from "../types.ts";
import { contrast } from "./contrast.ts";

/**
 * InfoNCE lower bound on I(X; Y), in nats; at most log(M + 1), the number of candidates a row.
 *
 *   I = mean_i [ f(x_i, y_i) - log mean_j e^f(x_j, y_i) ],   j over row i's own x and its M negatives
 *
 * A row's log-mean-exp is subtracted before averaging: averaging first loses digits at large scores.
 *
 * @param scores joint [K], product [K, M]
 * @see oord2018representation eq. 4 and 5; poole2019variational eq. 10
 */
export function infoNCE(): Bound<"any", "none"> {
  return {
    name: "InfoNCE",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "none",
    offset: 0,
    traits: {
      title: "InfoNCE (contrastive predictive coding)",
      formula: "E[f - log mean_j e^f(x_j, y)], j over its own x and M others",
      unbiased: { value: true, gradient: true },
      batchDependent: true,
      variance: "low",
      limit: "log(M + 1)",
      references: ["oord2018representation", "poole2019variational"],
    },
    ceiling: (M) => Math.log(M + 1),
    init: {},
    apply({ joint, product }, state) {
      const value = contrast(joint, product);
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
