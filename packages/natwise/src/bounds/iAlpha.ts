import { nn, numpy as np } from "@jax-js/jax";
import type { Bound } from "../types.ts";
import { rowLogMeanExp } from "./rowLogMeanExp.ts";
import { tuba } from "./tuba.ts";

/** Stands for log 0 where an infinity would make a gradient of NaN. */
const logNothing = -1e30;

/**
 * I_alpha, a lower bound on I(X; Y), in nats, between InfoNCE (alpha = 1: little variance, capped) and TUBA (alpha = 0:
 * no cap, much variance): TUBA with the baseline alpha m + (1 - alpha) a(y), m the mean of e^f over M candidates.
 *
 *   I = 1 + mean_il log [ e^f(x_i, y_i) / (alpha m_il + (1 - alpha) a(y_i)) ]
 *         - mean_i      [ m_i           / (alpha m_i  + (1 - alpha) a(y_i)) ]
 *
 * m_i is the mean over row i's M negatives; m_il has the row's own x in place of negative l. Both rest on M candidates,
 * which the guarantee needs, and every negative is left out in turn, so that their order does not matter. At alpha = 1
 * this is InfoNCE with M - 1 negatives, averaged over which one is left out.
 *
 * Its ceiling is log M at alpha = 1 and 1 + log(M / alpha) below, where the last mean may vanish. Deviation: the paper
 * gives log(K / alpha), which scores far from a(y) exceed by up to one nat, also in expectation: with a uniform x of
 * N >> K values and y = x the bound tends to 1 + log(K / alpha).
 *
 * @param alpha  weight of the candidates' mean, 0 to 1
 * @param scores joint [K], product [K, M], logBaseline [K]
 * @see poole2019variational, section 2.4
 */
export function iAlpha({ alpha = 0.5 }: { alpha?: number } = {}): Bound<"any", "row"> {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`iAlpha: alpha must be in [0, 1], got ${alpha}`);
  const logAlpha = alpha > 0 ? Math.log(alpha) : logNothing;
  const logRest = alpha < 1 ? Math.log1p(-alpha) : logNothing;
  return {
    name: "I_alpha",
    guarantee: "lower",
    direction: "maximise",
    critic: "any",
    baseline: "row",
    offset: 0,
    traits: {
      title: "Non-linear interpolation of InfoNCE and TUBA",
      formula: "1 + E[log(e^f / b)] - E_prod[e^f / b], b = alpha mean_j e^f(x_j, y) + (1 - alpha) a(y)",
      unbiased: { value: true, gradient: true },
      batchDependent: true,
      variance: "low",
      limit: "1 + log(M / alpha); log M at alpha = 1",
      references: ["poole2019variational"],
    },
    ceiling: (M) => (alpha === 0 ? null : alpha === 1 ? Math.log(M) : 1 + Math.log(M / alpha)),
    init: {},
    apply(scores, state) {
      // Without candidates in it the baseline is a(y), exactly.
      if (alpha === 0) return tuba().apply(scores, state);
      const { joint, product, logBaseline } = scores;
      const [K, M] = product.shape;
      const logFixed = logBaseline.add(logRest);
      const own = joint.reshape([K, 1]);
      const swapped = np.logaddexp(own.ref, logSumOfOthers(product.ref)).sub(Math.log(M));
      const logJoint = np.logaddexp(swapped.add(logAlpha), logFixed.ref.reshape([K, 1]));
      const logMean = rowLogMeanExp(product);
      const logProduct = np.logaddexp(logMean.ref.add(logAlpha), logFixed);
      const value = own
        .sub(logJoint)
        .mean()
        .sub(np.exp(logMean.sub(logProduct)).mean())
        .add(1);
      return [{ value: value.ref, objective: value }, state];
    },
  };
}

/**
 * log sum_{j != l} e^scores_ij for every l: [K, M] -> [K, M]. Consumes its argument.
 *
 * Taking e^scores_il off the row's sum loses nothing as long as it is at most half of it; only a single largest score
 * can be more, and for that the others are summed by themselves.
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
