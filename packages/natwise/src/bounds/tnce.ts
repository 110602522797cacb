import { bound } from "./bound.ts";
import { contrast } from "./contrast.ts";

/**
 * InfoNCE with a conditional density as its critic: a lower bound on I(X; Y), in nats, for any density e(y|x). Where
 * the encoder p(y|x) is known, nothing has to be learned. At most log(M + 1), the number of candidates a row.
 *
 *   I = mean_i [ log e(y_i|x_i) - log mean_j e(y_i|x_j) ],   j over row i's own x and its M negatives
 *
 * @param scores joint [K], product [K, M], all of them log e(y_i|x)
 * @see poole2019variational, section 2.5 ("structured bounds with tractable encoders")
 */
export function tnce() {
  return bound({
    name: "TNCE",
    title: "InfoNCE with a tractable encoder",
    summary:
      "a conditional density picks a row's partner out of a batch; cannot exceed log K (Poole et al. 2019)",
    formula: "E[log e(y|x) - log mean_j e(y|x_j)], j over its own x and M others",
    references: ["poole2019variational"],
    libraryOnly: "made for a known encoder p(y|x); without one InfoNCE does the same with any critic",
    critic: "conditional",
    batchDependent: true,
    variance: "low",
    ceiling: { formula: "log(M + 1)", nats: (M) => Math.log(M + 1) },
    value: ({ joint, product }) => contrast(joint, product),
  });
}
