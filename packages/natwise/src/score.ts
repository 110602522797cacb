/**
 * Mutual information on a scale from 0 to 1: the correlation that normal pairs with this information would have.
 *
 *   score = sqrt(1 - e^{-2 I})
 *
 * |rho| for bivariate normals, whatever functions their columns went through; 0.1 nats are 0.43, 1 nat 0.93.
 *
 * An estimate may be negative, information is not: the score is that of information, so it is 0 for every estimate at or
 * below 0 nats.
 *
 * @param nats an estimate of I(X; Y); may be Infinity, which is 1
 * @throws RangeError for NaN
 * @see linfoot1957informational
 */
export function score(nats: number): number {
  if (Number.isNaN(nats)) throw new RangeError("score: nats must be a number, got NaN");
  return nats > 0 ? Math.sqrt(-Math.expm1(-2 * nats)) : 0;
}
