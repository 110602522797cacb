import { nn, numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { heUniform } from "../nets/heUniform.ts";
import type { Random } from "../rows/random.ts";
import type { Tensor } from "../types.ts";

/** One affine layer: w [inputs, outputs], b [outputs]. */
export type Layer<T> = {
  readonly w: T;
  readonly b: T;
};

/**
 * Layers of the given widths. Weights are uniform with variance 2 / inputs (He et al. 2015), in the last layer 1 /
 * inputs. With `last` 0 they are zero there, so that a critic begins at 0.
 */
export function initMlp(widths: readonly number[], random: Random, { last = 1 } = {}): Layer<Tensor>[] {
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i];
    const gain = i < widths.length - 2 ? 2 : last;
    return { w: heUniform(random, inputs, gain, [inputs, outputs]), b: filled(0, [outputs]) };
  });
}

/** x [..., inputs] -> [..., outputs]: affine layers with a ReLU between each two. Consumes its arguments. */
export function mlp(layers: readonly Layer<np.Array>[], x: np.Array): np.Array {
  return layers.reduce((h, { w, b }, i) => np.matmul(i === 0 ? h : nn.relu(h), w).add(b), x);
}
