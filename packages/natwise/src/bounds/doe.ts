import type { Bound } from "../types.ts";

/**
 * Difference of entropies, in nats: cross-entropy of y under a learned marginal less that under a learned
 * conditional. Each is at least the entropy it stands for, so their difference is neither above nor below I(X; Y);
 * in return it has no ceiling and little variance at any I. Both are fitted by maximum likelihood, and the value is as good
 * as their fit: a marginal with modes that q(y) cannot have makes it too large, such a conditional too small.
 *
 *   I = -mean_i log q(y_i) + mean_i log q(y_i|x_i);   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log q(y|x), logBaseline [K] = log q(y); negatives are not looked at
 * @see mcallester2020formal
 */
export function doe(): Bound<"conditional", "density"> {
  return {
    name: "DoE",
    guarantee: "none",
    direction: "report",
    critic: "conditional",
    baseline: "density",
    offset: 0,
    traits: {
      title: "Difference of entropies",
      formula: "E[log q(y|x)] - E[log q(y)]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "low",
      references: ["mcallester2020formal"],
    },
    ceiling: () => null,
    init: {},
    apply({ joint, product, logBaseline }, state) {
      product.dispose();
      const value = joint.ref.mean().sub(logBaseline.ref.mean());
      return [{ value, objective: joint.mean().add(logBaseline.mean()) }, state];
    },
  };
}
