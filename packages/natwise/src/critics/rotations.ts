import { numpy as np } from "@jax-js/jax";

/** rows [K, d] -> [M + 1, K, d], copy m beginning with row m. Consumes its argument. */
export function rotations(rows: np.Array, M: number): np.Array {
  const [K, d] = rows.shape;
  if (M === 0) return rows.reshape([1, K, d]);
  // Twice the rows, one after the other, hold every rotation as a slice.
  const twice = np.concatenate([rows.ref, rows], 0);
  const copies = Array.from({ length: M + 1 }, (_, m) => twice.ref.slice([m, m + K]).reshape([1, K, d]));
  twice.dispose();
  return np.concatenate(copies, 0);
}
