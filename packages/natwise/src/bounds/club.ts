import { bound } from "./bound.ts";

/**
 * Contrastive log-ratio upper bound on I(X; Y), in nats, given the true conditional p(y|x). With a fitted q(y|x), the
 * paper's vCLUB, the value may be too high or too low. The conditional is fitted by maximum likelihood.
 *
 *   I = mean_i log p(y_i|x_i) - mean_ij log p(y_i|x'_ij);   the gradient is that of the log-likelihood
 *
 * Not tight: with the true conditional it exceeds I by KL(p(x) p(y) || p(x, y)). For Gaussians that excess grows much
 * faster than I, without limit.
 *
 * @param scores joint [K], product [K, M], all of them log p(y_i|x)
 * @see cheng2020club, sections 3.1 and 3.2. Deviation: the second mean leaves out the pairs of the joint distribution.
 */
export function club() {
  return bound({
    name: "CLUB",
    title: "Contrastive log-ratio upper bound",
    summary: "the known log p(y|x) of pairs less that of shuffled pairs (Cheng et al. 2020)",
    formula: "E[log p(y|x)] - E_prod[log p(y|x)]",
    references: ["cheng2020club"],
    guarantee: "upper",
    given: "critic",
    critic: "conditional",
    variance: "low",
    value: ({ joint, product }) => joint.mean().sub(product.mean()),
    objective: ({ joint }) => joint.mean(),
  });
}
