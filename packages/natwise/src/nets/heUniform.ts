import type { Random } from "../rows/random.ts";
import type { Shape, Tensor } from "../types.ts";

/**
 * Weights uniform with variance gain / inputs. A gain of 2 keeps the size of values through layers with ReLUs, 1
 * through a linear layer; 0 makes zeros.
 *
 * @param inputs number of values in each weighted sum
 * @see he2015delving
 */
export function heUniform(random: Random, inputs: number, gain: number, shape: Shape): Tensor {
  const limit = Math.sqrt((3 * gain) / inputs);
  const length = shape.reduce((size, n) => size * n, 1);
  return { data: Float32Array.from({ length }, () => (2 * random.uniform() - 1) * limit), shape };
}
