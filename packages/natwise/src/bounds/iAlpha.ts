import { nn, numpy as np } from "@jax-js/jax";
import { bound } from "./bound.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";
import { tuba } from "./tuba.ts";

/** Stands for log 0: an infinity would make the gradient NaN. */
const logNothing = -1e30;

/**
 * I_alpha, a lower bound on I(X; Y), in nats, between InfoNCE (alpha = 1: little variance, a ceiling) and TUBA
 * (alpha = 0: no ceiling, much variance). It is TUBA with the baseline alpha m + (1 - alpha) a(y), where m is the mean
 * of e^f over M candidates.
 *
 *   I = 1 + mean_il log [ e^f(x_i, y_i) / (alpha m_il + (1 - alpha) a(y_i)) ]
 *         - mean_i      [ m_i           / (alpha m_i  + (1 - alpha) a(y_i)) ]
 *
 * m_i is the mean over row i's M negatives; m_il has the row's own x in place of negative l. Both have M candidates, as
 * the guarantee requires, and every negative is left out in turn, so that their order does not matter. At alpha = 1
 * this is InfoNCE with M - 1 negatives, averaged over which one is left out.
 *
 * The ceiling is log M at alpha = 1 and 1 + log(M / alpha) below, where the last mean may vanish. Deviation: the paper
 * gives log(K / alpha). Scores far from a(y) exceed that by up to one nat, also in expectation: with a uniform x of
 * N >> K values and y = x the bound tends to 1 + log(K / alpha).
 *
 * @param alpha  weight of the candidates' mean, 0 to 1
 * @param scores joint [K], product [K, M], logBaseline [K]
 * @see poole2019variational, section 2.4
 */
export function iAlpha({ alpha = 0.5 }: { alpha?: number } = {}) {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`iAlpha: alpha must be in [0, 1], got ${alpha}`);
  const logAlpha = alpha > 0 ? Math.log(alpha) : logNothing;
  const logRest = alpha < 1 ? Math.log1p(-alpha) : logNothing;
  return bound({
    name: "I_alpha",
    title: "Non-linear interpolation of InfoNCE and TUBA",
    summary:
      "half-way between InfoNCE and TUBA; cannot exceed 1 + log(2 M) with M rows to compare with (Poole et al. 2019)",
    formula: "1 + E[log(e^f / b)] - E_prod[e^f / b], b = alpha mean_j e^f(x_j, y) + (1 - alpha) a(y)",
    references: ["poole2019variational"],
    baseline: "row",
    batchDependent: true,
    variance: "low",
    ceiling: {
      formula: "1 + log(M / alpha); log M at alpha = 1",
      nats: (M) => (alpha === 0 ? null : alpha === 1 ? Math.log(M) : 1 + Math.log(M / alpha)),
    },
    value({ joint, product, logBaseline }) {
      const [K, M] = product.shape;
      const logFixed = logBaseline.add(logRest);
      const own = joint.reshape([K, 1]);
      const swapped = np.logaddexp(own.ref, logSumOfOthers(product.ref)).sub(Math.log(M));
      const logJoint = np.logaddexp(swapped.add(logAlpha), logFixed.ref.reshape([K, 1]));
      const logMean = rowLogMeanExp(product);
      const logProduct = np.logaddexp(logMean.ref.add(logAlpha), logFixed);
      return own
        .sub(logJoint)
        .mean()
        .sub(np.exp(logMean.sub(logProduct)).mean())
        .add(1);
    },
    // At alpha = 0 the baseline is a(y) itself.
    ...(alpha === 0 && { init: {}, apply: tuba().apply }),
  });
}

/**
 * log sum_{j != l} e^scores_ij for every l: [K, M] -> [K, M]. Consumes its argument.
 *
 * Subtracting e^scores_il from the row's sum is accurate while it is at most half of the sum. Only a single largest
 * score can be more, and for that one the others are summed by themselves.
 */
function logSumOfOthers(scores: np.Array): np.Array {
  const [K] = scores.shape;
  const largest = np.max(scores.ref, 1).reshape([K, 1]);
  const tops = np.greaterEqual(scores.ref, largest).astype(np.float32);
  const alone = np.equal(tops.ref.sum(1).reshape([K, 1]), 1).astype(np.float32);
  const isTop = np.greater(tops.mul(alone), 0.5);
  const logSum = nn.logsumexp(scores.ref, 1).reshape([K, 1]);
  const share = np.minimum(np.exp(scores.ref.sub(logSum.ref)), 0.5);
  const withoutTop = nn.logsumexp(np.where(isTop.ref, logNothing, scores), 1).reshape([K, 1]);
  return np.where(isTop, withoutTop, logSum.add(np.log(share.mul(-1).add(1))));
}
