import type { Bound } from "../types.ts";
import { contrast } from "./contrast.ts";

/**
 * InfoNCE with a conditional density for its critic: a lower bound on I(X; Y), in nats, for any density e(y|x), and
 * nothing needs to be learned where the encoder p(y|x) is known. At most log(M + 1), the number of candidates a row.
 *
 *   I = mean_i [ log e(y_i|x_i) - log mean_j e(y_i|x_j) ],   j over row i's own x and its M negatives
 *
 * @param scores joint [K], product [K, M], all of them log e(y_i|x)
 * @see poole2019variational, section 2.5 ("structured bounds with tractable encoders")
 */
export function tnce(): Bound<"conditional", "none"> {
  return {
    name: "TNCE",
    guarantee: "lower",
    direction: "maximise",
    critic: "conditional",
    baseline: "none",
    offset: 0,
    traits: {
      title: "InfoNCE with a tractable encoder",
      formula: "E[log e(y|x) - log mean_j e(y|x_j)], j over its own x and M others",
      unbiased: { value: true, gradient: true },
      batchDependent: true,
      variance: "low",
      limit: "log(M + 1)",
      references: ["poole2019variational"],
    },
    ceiling: (M) => Math.log(M + 1),
    init: {},
    apply({ joint, product }, state) {
      const value = contrast(joint, product);
      return [{ value: value.ref, objective: value }, state];
    },
  };
}
