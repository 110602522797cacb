import { numpy as np } from "@jax-js/jax";

/** rows [K, ...shape] -> [M + 1, K, ...shape], copy m beginning with row m. Consumes its argument. */
export function rotations(rows: np.Array, M: number): np.Array {
  const [K, ...shape] = rows.shape;
  if (M === 0) return rows.reshape([1, K, ...shape]);
  // Every rotation is a slice of the rows repeated twice.
  const twice = np.concatenate([rows.ref, rows], 0);
  const copies = Array.from({ length: M + 1 }, (_, m) =>
    twice.ref.slice([m, m + K]).reshape([1, K, ...shape]),
  );
  twice.dispose();
  return np.concatenate(copies, 0);
}
