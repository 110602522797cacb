import { bound } from "./bound.ts";

/**
 * Difference of entropies, in nats: the cross-entropy of y under a fitted marginal, less that under a fitted
 * conditional. Each cross-entropy is at least the entropy it stands for, so their difference may lie on either side of
 * I(X; Y). In return it has no ceiling and little variance at any I. Both densities are fitted by maximum likelihood,
 * and the value is as good as their fit: a marginal that misses modes of y makes it too large, such a conditional too
 * small.
 *
 *   I = -mean_i log q(y_i) + mean_i log q(y_i|x_i);   the gradient is that of both log-likelihoods
 *
 * @param scores joint [K] = log q(y|x), logBaseline [K] = log q(y); negatives are not used
 * @see mcallester2020formal
 */
export function doe() {
  return bound({
    name: "DoE",
    title: "Difference of entropies",
    summary:
      "the difference of two cross-entropies, of y and of y given x, under trained mixtures of Gaussians (McAllester and Stratos 2020)",
    formula: "E[log q(y|x)] - E[log q(y)]",
    references: ["mcallester2020formal"],
    guarantee: "none",
    critic: "conditional",
    baseline: "density",
    variance: "low",
    value: ({ joint, logBaseline }) => joint.mean().sub(logBaseline.mean()),
    objective: ({ joint, logBaseline }) => joint.mean().add(logBaseline.mean()),
  });
}
