import { bound } from "./bound.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";

/**
 * The unnormalised Barber-Agakov bound with its partition function estimated from M negatives, in nats. With log Z(y)
 * known it is a lower bound, and the tightest here for a given critic. The logarithm of a mean of M is too small by
 * about Var[e^f / Z] / 2M, so the estimate is too large by as much and is no bound at a finite M. With a critic that is
 * log p(y|x) it is the leave-one-out upper bound, term by term. Never below DV on the same scores.
 *
 *   I = mean_i [ f(x_i, y_i) - log mean_j e^f(x'_ij, y_i) ]
 *
 * @param scores joint [K], product [K, M]
 * @see poole2019variational, section 2.2
 */
export function uba() {
  return bound({
    name: "UBA",
    title: "Unnormalised Barber-Agakov",
    summary:
      "the unnormalised Barber-Agakov bound, its partition function estimated from a batch (Poole et al. 2019)",
    formula: "E[f - log E_x[e^f(x, y)]]",
    references: ["poole2019variational", "barber2003im"],
    libraryOnly:
      "too large by an unknown amount unless log Z(y) is known; DV estimates Z over the whole batch",
    guarantee: "none",
    direction: "maximise",
    unbiased: { value: false, gradient: false },
    value: ({ joint, product }) => joint.sub(rowLogMeanExp(product)).mean(),
  });
}
