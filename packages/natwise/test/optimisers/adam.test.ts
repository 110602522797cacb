import { numpy as np } from "@jax-js/jax";
import { expect, it } from "vitest";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { adam } from "../../src/optimisers/adam.ts";

await startJax();

it("takes the steps of algorithm 1 of Kingma & Ba, parameter by parameter", () => {
  const [learningRate, b1, b2, epsilon] = [0.1, 0.9, 0.999, 1e-8];
  const { init, update } = adam({ learningRate, b1, b2, epsilon });
  const start = {
    w: { data: Float32Array.of(1, -2, 3, 4), shape: [2, 2] },
    b: { data: Float32Array.of(0.5), shape: [1] },
  };
  const gradients = [
    [0.3, -1e-4, 2, 0, 7],
    [-0.2, 5e-3, 1, 0, -7],
    [0.1, 1e-3, -4, 1e-3, 0.1],
  ];
  let params = toArrays(start);
  let state = toArrays(init(start) as never);
  const p = [1, -2, 3, 4, 0.5];
  const m = Array(5).fill(0);
  const v = Array(5).fill(0);
  gradients.forEach((g, step) => {
    const slopes = { w: np.array(g.slice(0, 4)).reshape([2, 2]), b: np.array(g.slice(4)) };
    [params, state] = update(slopes, state, params);
    g.forEach((slope, i) => {
      m[i] = b1 * m[i] + (1 - b1) * slope;
      v[i] = b2 * v[i] + (1 - b2) * slope ** 2;
      p[i] -=
        (learningRate * (m[i] / (1 - b1 ** (step + 1)))) /
        (Math.sqrt(v[i] / (1 - b2 ** (step + 1))) + epsilon);
    });
  });
  const found = [...(params.w.reshape([4]).js() as number[]), ...(params.b.js() as number[])];
  // The exponential that stands for b^t is off by some 2e-6 of its value, and 1 - b2^t is a difference of .001.
  found.forEach((value, i) => {
    expect(Math.abs(value - p[i])).toBeLessThan(2e-3 * learningRate);
  });
});
