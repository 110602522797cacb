import { bound } from "./bound.ts";

/**
 * The rate: an upper bound on I(X; Y), in nats, for any density q(y), given the true conditional p(y|x). The gap is
 * KL(p(y) || q(y)). It is the KL term of a variational auto-encoder and of the information bottleneck.
 *
 *   I = mean_i [ log p(y_i|x_i) - log q(y_i) ];   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log p(y|x), logBaseline [K] = log q(y); negatives are not used
 * @see poole2019variational, section 2.1; alemi2017deep
 */
export function baRate() {
  return bound({
    name: "BA rate",
    title: "Barber-Agakov upper bound (rate)",
    summary: "the known log p(y|x) less the log-likelihood of y under a fitted marginal (Alemi et al. 2017)",
    formula: "E[log p(y|x)] - E[log q(y)]",
    references: ["barber2003im", "poole2019variational", "alemi2017deep"],
    guarantee: "upper",
    given: "critic",
    critic: "conditional",
    baseline: "density",
    variance: "low",
    value: ({ joint, logBaseline }) => joint.mean().sub(logBaseline.mean()),
    objective: ({ joint, logBaseline }) => joint.mean().add(logBaseline.mean()),
  });
}
