import { bound } from "./bound.ts";
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
export function infoNCE() {
  return bound({
    name: "InfoNCE",
    title: "InfoNCE (contrastive predictive coding)",
    summary:
      "a trained critic picks a row's partner out of a batch; cannot exceed log K (van den Oord et al. 2018)",
    formula: "E[f - log mean_j e^f(x_j, y)], j over its own x and M others",
    references: ["oord2018representation", "poole2019variational"],
    batchDependent: true,
    variance: "low",
    ceiling: { formula: "log(M + 1)", nats: (M) => Math.log(M + 1) },
    value: ({ joint, product }) => contrast(joint, product),
  });
}
