import type { Bound } from "../types.ts";

/**
 * Barber-Agakov lower bound on I(X; Y), in nats, for any density q(y|x), given the true density p(y): h(Y) plus the
 * log-likelihood of y under q. The gap is the mean of KL(p(y|x) || q(y|x)). A baseline that was fitted in place of
 * p(y) leaves no guarantee: that is `doe`.
 *
 *   I = mean_i [ log q(y_i|x_i) - log p(y_i) ];   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log q(y|x), logBaseline [K] = log p(y); negatives are not looked at
 * @see barber2003im; poole2019variational, section 2.1. Deviation: y is decoded from x, not x from y, which is the same
 * by symmetry.
 */
export function ba(): Bound<"conditional", "density"> {
  return {
    name: "BA",
    guarantee: "lower",
    given: "baseline",
    direction: "maximise",
    critic: "conditional",
    baseline: "density",
    offset: 0,
    traits: {
      title: "Barber-Agakov",
      formula: "E[log q(y|x)] - E[log p(y)]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "low",
      references: ["barber2003im", "poole2019variational"],
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
