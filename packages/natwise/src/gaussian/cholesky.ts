/** The lower triangular L [d, d] with L L' = S, row by row; null if S is not positive definite up to rounding. */
export function cholesky(S: ArrayLike<number>, d: number): Float64Array | null {
  const L = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = S[i * d + j];
      for (let k = 0; k < j; k++) rest -= L[i * d + k] * L[j * d + k];
      if (i === j && !(rest > 1e-13 * S[i * d + i])) return null;
      L[i * d + j] = i === j ? Math.sqrt(rest) : rest / L[j * d + j];
    }
  }
  return L;
}
