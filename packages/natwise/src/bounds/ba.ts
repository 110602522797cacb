import { bound } from "./bound.ts";

/**
 * Barber-Agakov lower bound on I(X; Y), in nats, for any density q(y|x), given the true density p(y): h(Y) plus the
 * log-likelihood of y under q. The gap is the mean of KL(p(y|x) || q(y|x)). A baseline fitted in place of p(y) removes
 * the guarantee; that is `doe`.
 *
 *   I = mean_i [ log q(y_i|x_i) - log p(y_i) ];   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log q(y|x), logBaseline [K] = log p(y); negatives are not used
 * @see barber2003im; poole2019variational, section 2.1. Deviation: y is decoded from x, not x from y, which is the same
 * by symmetry.
 */
export function ba() {
  return bound({
    name: "BA",
    title: "Barber-Agakov",
    summary:
      "the log-likelihood of y given x under a fitted density, less the known log p(y) (Barber and Agakov 2003)",
    formula: "E[log q(y|x)] - E[log p(y)]",
    references: ["barber2003im", "poole2019variational"],
    given: "baseline",
    critic: "conditional",
    baseline: "density",
    variance: "low",
    value: ({ joint, logBaseline }) => joint.mean().sub(logBaseline.mean()),
    objective: ({ joint, logBaseline }) => joint.mean().add(logBaseline.mean()),
  });
}
