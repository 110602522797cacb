import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";
import { type Covariance, normalBlocks } from "./normalBlocks.ts";
import { splitRows } from "./splitRows.ts";

export interface MultinormalOptions {
  readonly dims: { readonly x: number; readonly y: number };
  /** Covariance of the columns of x, then of y: dims.x + dims.y rows of as many numbers. */
  readonly covariance: Covariance;
  /** The beginning of its id. */
  readonly name?: string;
}

/**
 * Normal pairs of any covariance matrix.
 *
 *   I = (log |S_x| + log |S_y| - log |S|) / 2
 *
 * @throws TypeError for a matrix of another shape; RangeError for one that is not symmetric and positive definite
 */
export function multinormal({ dims, covariance, name = "multinormal" }: MultinormalOptions): Task {
  const { nats, draw, forms } = normalBlocks({ dims, covariance, where: "multinormal" });
  return {
    id: `${name}-${dims.x}-${dims.y}`,
    nats,
    dims,
    sample(n, seed, ...stream) {
      const { normal } = random(seed, streams.multinormal, ...stream);
      return splitRows(n, dims, () => draw(normal));
    },
    logRatio(x, y) {
      const q = forms(x, y);
      return nats - 0.5 * (q.xy - q.x - q.y);
    },
  };
}
