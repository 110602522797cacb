import { grad, numpy as np, tree } from "@jax-js/jax";
import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { baselines } from "../../src/baselines/index.ts";
import { bounds } from "../../src/bounds/index.ts";
import { critics } from "../../src/critics/index.ts";
import { jaxEngine } from "../../src/engine/jaxEngine.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { random } from "../../src/rows/random.ts";
import { type MiTerm, miTerm } from "../../src/training/miTerm.ts";
import type { Baseline, Bound, Critic, Engine, Params, Step, Tensor, Tensors } from "../../src/types.ts";

const native = onnxEngine({ workers: 1 });
const reference = await jaxEngine();
afterAll(() => native.dispose());

const K = 24;
const dims = { x: 3, y: 2 };
/** Log density of a normal with mean x_1 + x_2 / 2 for both columns of y: as good as any for comparing engines. */
const logDensity = (x: np.Array, y: np.Array) =>
  np
    .square(y.sub(np.matmul(x, np.array([1, 0.5, 0]).reshape([3, 1]))))
    .sum(1)
    .mul(-0.5);
/** Of every critic and every baseline one. */
const allCritics: Record<keyof typeof critics, Critic> = {
  concat: critics.concat({ hidden: [16, 16] }),
  separable: critics.separable({ hidden: [16], embed: 8 }),
  // Gates drawn about zero make values small; with more units they are of the size of a nat.
  gated: critics.gated({ hidden: [64], embed: 8 }),
  bilinear: critics.bilinear(),
  onGaussian: critics.onGaussian({ critic: critics.concat({ hidden: [16] }) }),
  optimal: critics.optimal(logDensity, { offset: 1 }),
  conditional: critics.conditional(logDensity),
  // With more units the parameters below would make scales, and with them FLO's e^-f, beyond float32.
  gaussianConditional: critics.gaussianConditional({ hidden: [3] }),
  mixtureConditional: critics.mixtureConditional({ hidden: [3], components: 3 }),
};
const allBaselines: Record<keyof typeof baselines, Baseline> = {
  constant: baselines.constant(),
  learned: baselines.learned({ hidden: [16] }),
  movingAverage: baselines.movingAverage({ rate: 0.3 }),
  gaussianDensity: baselines.gaussianDensity(),
  mixtureDensity: baselines.mixtureDensity({ components: 3 }),
  density: baselines.density((y) => np.square(y).sum(1).mul(-0.5)),
};
const pairBaseline = baselines.learned({ hidden: [16], of: "pairs" });

type Case = readonly [bound: string, critic: string, baseline: string, negatives: number, term: MiTerm];
const cases: Case[] = Object.entries(bounds).flatMap(([name, make]) => {
  const bound: Bound = make();
  const some = Object.values(allCritics).filter(
    ({ kind }) => bound.critic === "any" || kind === "conditional",
  );
  const first = bound.baseline === "density" ? allBaselines.gaussianDensity : allBaselines.learned;
  const baseline = { none: undefined, row: first, density: first, pair: pairBaseline }[bound.baseline];
  const term = (critic: Critic, baseline: Baseline | undefined, negatives: number): Case => [
    name,
    critic.name,
    baseline?.name ?? "no",
    negatives,
    miTerm({ bound, critic, baseline, negatives } as Parameters<typeof miTerm>[0]),
  ];
  const others = Object.values(allBaselines).filter(
    ({ kind, name }) =>
      bound.baseline !== "none" &&
      name !== first.name &&
      (bound.baseline !== "density" || kind === "density"),
  );
  return [
    ...some.flatMap((critic) => [1, K - 1].map((negatives) => term(critic, baseline, negatives))),
    ...others.map((other) => term(some[some.length - 1], other, 3)),
  ];
});

describe("native and jax-js engines", () => {
  it.each(cases)(
    "agree on value and gradient of %s with the %s critic, %s baseline and %d negatives",
    async (_name, _critic, _baseline, _M, term) => {
      const { params: first, state } = term.init(1, { x: [dims.x], y: [dims.y] });
      // Not where training begins, with scores of zero, but where they are of the size of a nat: the bar is relative.
      const draws = random(9);
      const params = mapTensors(first, ({ data, shape }) => ({
        data: (data as Float32Array).map(() => draws.normal() / 2),
        shape,
      }));
      // One step that reports the value and the gradient with respect to every parameter.
      const step: Step = (held, batch: { x: np.Array; y: np.Array }) => {
        const { params, term: carried } = held;
        const objective = (p: Params) => {
          const [{ value, objective }, next] = term.apply(p, tree.ref(carried), batch.x.ref, batch.y.ref);
          value.dispose();
          tree.dispose(next);
          return objective;
        };
        const gradient = grad(objective)(tree.ref(params));
        const [{ value, objective: unused }, next] = term.apply(tree.ref(params), carried, batch.x, batch.y);
        unused.dispose();
        return [
          { params, term: next },
          { value, gradient },
        ];
      };
      const run = async (engine: Engine) => {
        const program = await engine.compile(step, {
          state: { params, term: state },
          batch: batch(1),
          data: {},
        });
        const [, metrics] = await program.run({ params, term: state }, batch(2, 3));
        await program.dispose();
        return leaves(metrics);
      };
      const ours = await run(native);
      const theirs = await run(reference);
      const largest = (leaf: Tensor) => Math.max(...Array.from(leaf.data, Math.abs));
      // A gradient as a whole has a size; its parts may be zero in theory, as the last bias of a bound that ignores
      // constants is, and hold nothing but rounding.
      const slope = Math.max(...theirs.slice(1).map(largest));
      ours.forEach((leaf, i) => {
        const scale = i === 0 ? largest(theirs[0]) : slope;
        leaf.data.forEach((value, j) => {
          expect(Math.abs(value - theirs[i].data[j])).toBeLessThanOrEqual(1e-4 * scale);
        });
      });
    },
  );
});

function batch(seed: number, T?: number): { x: Tensor; y: Tensor } {
  const draws = random(seed);
  const make = (d: number): Tensor => ({
    data: Float32Array.from({ length: (T ?? 1) * K * d }, () => draws.normal()),
    shape: T ? [T, K, d] : [K, d],
  });
  return { x: make(dims.x), y: make(dims.y) };
}

function leaves(tensors: Tensors): Tensor[] {
  const found: Tensor[] = [];
  mapTensors(tensors, (tensor) => found.push(tensor));
  return found;
}
