import type { Shape, Tensor } from "../types.ts";

/** A tensor of one value. */
export function filled(value: number, shape: Shape): Tensor {
  return { data: new Float32Array(shape.reduce((size, n) => size * n, 1)).fill(value), shape };
}
