import { grad, jit, numpy as np, tree } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { bilinear } from "../../src/critics/bilinear.ts";
import { concat } from "../../src/critics/concat.ts";
import { conditional } from "../../src/critics/conditional.ts";
import { gated } from "../../src/critics/gated.ts";
import { gaussianConditional } from "../../src/critics/gaussianConditional.ts";
import type { critics } from "../../src/critics/index.ts";
import { mixtureConditional } from "../../src/critics/mixtureConditional.ts";
import { onGaussian } from "../../src/critics/onGaussian.ts";
import { optimal } from "../../src/critics/optimal.ts";
import { fromPairs, scores } from "../../src/critics/scores.ts";
import { separable } from "../../src/critics/separable.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { random } from "../../src/rows/random.ts";
import type { Critic, Params } from "../../src/types.ts";

await startJax();

const K = 6;
const dims = { x: 2, y: 3 };
const squares = (x: np.Array, y: np.Array) => np.square(x).sum(1).mul(y.sum(1));
/** One of each in the catalogue: the compiler asks for those that are missing. */
const instances: Readonly<Record<keyof typeof critics, Critic>> = {
  concat: concat({ hidden: [8, 5] }),
  separable: separable({ hidden: [8], embed: 4 }),
  gated: gated({ hidden: [8], embed: 4 }),
  bilinear: bilinear(),
  onGaussian: onGaussian({ critic: concat({ hidden: [8] }) }),
  optimal: optimal(squares),
  conditional: conditional(squares),
  gaussianConditional: gaussianConditional({ hidden: [8] }),
  mixtureConditional: mixtureConditional({ hidden: [8], components: 3 }),
};

describe.each(Object.entries(instances))("scores of %s", (_, critic) => {
  // Not where training begins, with scores of zero, where every mistake is as good as none.
  const params = () => {
    const draws = random(3);
    const drawn = mapTensors(critic.init(1, { x: [dims.x], y: [dims.y] }), ({ data, shape }) => ({
      data: Float32Array.from(data, () => draws.normal() / 2),
      shape,
    }));
    return toArrays(drawn);
  };

  it("takes the diagonal for the joint and every other x with a row's y for the product", () => {
    const [x, y] = batch();
    const all = critic.pairs(params(), x, y).js() as number[][];
    const { joint, product } = scores(critic, params(), ...batch(), K - 1);
    expect(
      close(
        joint.js() as number[],
        all.map((row, i) => row[i]),
      ),
    ).toBe(true);
    expect(
      close(
        (product.js() as number[][]).flat(),
        all.flatMap((_, i) => all.map((row) => row[i]).filter((_, j) => j !== i)),
      ),
    ).toBe(true);
  });

  it.each([1, 2, 3])("scores a row's y with the x of the next %d rows when it has as many negatives", (M) => {
    const all = critic.pairs(params(), ...batch()).js() as number[][];
    const { joint, product } = scores(critic, params(), ...batch(), M);
    expect(
      close(
        joint.js() as number[],
        all.map((row, i) => row[i]),
      ),
    ).toBe(true);
    const expected = all.flatMap((_, i) => Array.from({ length: M }, (_, m) => all[(i + 1 + m) % K][i]));
    expect(close((product.js() as number[][]).flat(), expected)).toBe(true);
  });

  it.skipIf(critic.name === "optimal").each([1, K - 1])(
    "has the same gradient compiled as not, with %d negatives",
    (M) => {
      // jax-js 0.1.25 spreads the gradient of a slice's mean over everything when it compiles; scores() keeps it out.
      const loss = (p: Params) => {
        const { joint, product } = scores(critic, p, ...batch(), M);
        return joint.mean().add(product.sum());
      };
      const [eager] = tree.flatten(grad(loss)(params()) as never) as unknown as [np.Array[]];
      const [compiled] = tree.flatten(jit(grad(loss))(params()) as never) as unknown as [np.Array[]];
      eager.forEach((leaf, i) => {
        const a = leaf.ref.reshape([-1]).js() as number[];
        const b = compiled[i].reshape([-1]).js() as number[];
        expect(close(a, b)).toBe(true);
      });
    },
  );
});

it("refuses more negatives than there are other rows", () => {
  const critic = instances.concat;
  expect(() => scores(critic, toArrays(critic.init(1, { x: [dims.x], y: [dims.y] })), ...batch(), K)).toThrow(
    "scores: negatives must be between 1 and K - 1 = 5, got 6",
  );
});

it("splits a square of scores into diagonal and rest", () => {
  const { joint, product } = fromPairs(np.array([1, 2, 3, 4, 5, 6, 7, 8, 9]).reshape([3, 3]));
  expect(joint.js()).toEqual([1, 5, 9]);
  expect(product.js()).toEqual([
    [2, 3],
    [4, 6],
    [7, 8],
  ]);
});

function batch(): [np.Array, np.Array] {
  const draws = random(2);
  const fill = (d: number) =>
    np.array(
      Float32Array.from({ length: K * d }, () => draws.normal()),
      { shape: [K, d] },
    );
  return [fill(dims.x), fill(dims.y)];
}

function close(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((v, i) => Math.abs(v - b[i]) <= 1e-5 * (1 + Math.abs(b[i])));
}
