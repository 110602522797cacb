import type { Random } from "../rows/random.ts";
import type { Noise, Tensors, Tree } from "../types.ts";

/**
 * The random numbers that a net takes in training, as data of a batch.
 *
 *     const { noise } = net.init(seed, shape);
 *     drawNoise(noise, random(seed, 1), [K])     // of one batch: an example to compile with
 *     drawNoise(noise, random(seed, 1), [T, K])  // of T batches: for a run of T steps
 *
 * @param noise the `noise` of the net's `init`
 * @param lead  axes before those of a row
 * @returns the same tree with a tensor [...lead, ...shape] at each leaf
 */
export function drawNoise(noise: Tree<Noise>, random: Random, lead: readonly number[]): Tensors {
  if (Array.isArray(noise)) return noise.map((branch) => drawNoise(branch, random, lead));
  if (isNoise(noise)) {
    const draw = noise.kind === "normal" ? random.normal : random.uniform;
    const shape = [...lead, ...noise.shape];
    const length = shape.reduce((size, n) => size * n, 1);
    return { data: Float32Array.from({ length }, draw), shape };
  }
  return Object.fromEntries(
    Object.entries(noise as { [key: string]: Tree<Noise> }).map(([key, branch]) => [
      key,
      drawNoise(branch, random, lead),
    ]),
  );
}

function isNoise(noise: Tree<Noise>): noise is Noise {
  return typeof (noise as Noise).kind === "string";
}
