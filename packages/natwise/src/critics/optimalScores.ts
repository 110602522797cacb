import { numpy as np } from "@jax-js/jax";
import type { Matrix, Scores, Task } from "../types.ts";

/**
 * Scores of a task's own best critic, log p(y|x)/p(y) + offset, computed row by row in float64: joint [K],
 * product [K, M], row i with the x of the M rows after it, cyclically. For studies of bounds without training.
 *
 * @param offset the offset of the bound's best critic, `bound.offset`
 * @throws TypeError if the task cannot compute its log-ratio
 */
export function optimalScores(
  { id, logRatio }: Task,
  { x, y }: { x: Matrix; y: Matrix },
  { negatives = x.n - 1, offset = 0 }: { negatives?: number; offset?: number } = {},
): Scores {
  if (!logRatio) throw new TypeError(`optimalScores: the task must have a logRatio, got ${id} without`);
  const { n } = x;
  if (!(Number.isInteger(negatives) && negatives >= 1 && negatives < n))
    throw new RangeError(`optimalScores: negatives must be between 1 and ${n - 1}, got ${negatives}`);
  const row = ({ data, d }: Matrix, i: number) => data.subarray(i * d, (i + 1) * d);
  const joint = new Float32Array(n);
  const product = new Float32Array(n * negatives);
  for (let i = 0; i < n; i++) {
    const own = row(y, i);
    joint[i] = logRatio(row(x, i), own) + offset;
    for (let m = 0; m < negatives; m++)
      product[i * negatives + m] = logRatio(row(x, (i + m + 1) % n), own) + offset;
  }
  return { joint: np.array(joint), product: np.array(product, { shape: [n, negatives] }) };
}
