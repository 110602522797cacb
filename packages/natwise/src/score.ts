/**
 * Mutual information on a scale from 0 to 1: the absolute correlation of bivariate normals with the same information.
 *
 *   score = sqrt(1 - e^{-2 I})
 *
 * For bivariate normals it is |rho|, also after monotone functions of either column. 0.1 nats give 0.43, 1 nat gives
 * 0.93. A negative estimate has the score 0.
 *
 * With `most`, the largest possible information, such as the entropy of a category, the score is relative to it, and a
 * copy has the score 1:
 *
 *   score = sqrt((1 - e^{-2 I}) / (1 - e^{-2 most}))
 *
 * @param nats an estimate of I(X; Y); Infinity gives 1
 * @throws RangeError for NaN
 * @see linfoot1957informational
 */
export function score(nats: number, { most = null }: { readonly most?: number | null } = {}): number {
  if (Number.isNaN(nats)) throw new RangeError("score: nats must be a number, got NaN");
  if (!(nats > 0)) return 0;
  if (most !== null && nats >= most) return 1;
  return Math.sqrt(Math.expm1(-2 * nats) / Math.expm1(-2 * (most ?? Number.POSITIVE_INFINITY)));
}
