/**
 * Mutual information on a scale from 0 to 1: the absolute correlation of bivariate normals with the same information.
 *
 *   score = sqrt(1 - e^{-2 I})
 *
 * For bivariate normals it is |rho|, also after monotone functions of either column. 0.1 nats give 0.43, 1 nat gives
 * 0.93. A negative estimate has the score 0.
 *
 * @param nats an estimate of I(X; Y); Infinity gives 1
 * @throws RangeError for NaN
 * @see linfoot1957informational
 */
export function score(nats: number): number {
  if (Number.isNaN(nats)) throw new RangeError("score: nats must be a number, got NaN");
  return nats > 0 ? Math.sqrt(-Math.expm1(-2 * nats)) : 0;
}
