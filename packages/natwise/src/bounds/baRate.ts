import type { Bound } from "../types.ts";

/**
 * The rate: an upper bound on I(X; Y), in nats, for any density q(y), given the true conditional p(y|x). The gap is
 * KL(p(y) || q(y)). It is the KL term of a variational auto-encoder and of the information bottleneck.
 *
 *   I = mean_i [ log p(y_i|x_i) - log q(y_i) ];   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log p(y|x), logBaseline [K] = log q(y); negatives are not looked at
 * @see poole2019variational, section 2.1; alemi2017deep
 */
export function baRate(): Bound<"conditional", "density"> {
  return {
    name: "BA rate",
    guarantee: "upper",
    given: "critic",
    direction: "minimise",
    critic: "conditional",
    baseline: "density",
    offset: 0,
    traits: {
      title: "Barber-Agakov upper bound (rate)",
      formula: "E[log p(y|x)] - E[log q(y)]",
      unbiased: { value: true, gradient: true },
      batchDependent: false,
      variance: "low",
      references: ["barber2003im", "poole2019variational", "alemi2017deep"],
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
