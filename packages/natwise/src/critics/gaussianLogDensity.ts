import { numpy as np } from "@jax-js/jax";

/**
 * log density [N] of a normal y [N, d] with mean [N, d] or [d], log scales of the mean's shape, and a mixing matrix for
 * the correlations. For C normals at once, with mean [C, N, d] or [C, 1, d] and mix [C, d, d]: [C, N]. Consumes its
 * arguments.
 *
 *   z = L (y - mean) e^-logScale,   log q = -|z|^2 / 2 - sum logScale - (d/2) log 2 pi
 *
 * L has ones on its diagonal, `mix` [d, d] below it and zeros above, so its determinant is 1.
 */
export function gaussianLogDensity(y: np.Array, mean: np.Array, logScale: np.Array, mix: np.Array): np.Array {
  const d = y.shape[1];
  const below = np.array(
    Float32Array.from({ length: d * d }, (_, i) => (i % d < Math.floor(i / d) ? 1 : 0)),
    { shape: [d, d] },
  );
  const scaled = y.sub(mean).mul(np.exp(logScale.ref.neg()));
  const z = scaled.ref.add(np.matmul(scaled, np.matrixTranspose(mix.mul(below))));
  return np
    .square(z)
    .sum(-1)
    .mul(-0.5)
    .sub(logScale.sum(-1))
    .sub(0.5 * d * Math.log(2 * Math.PI));
}
