import { grad, type numpy as np, tree } from "@jax-js/jax";
import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { bounds } from "../../src/bounds/index.ts";
import { concat } from "../../src/critics/concat.ts";
import { separable } from "../../src/critics/separable.ts";
import { jaxEngine } from "../../src/engine/jaxEngine.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { random } from "../../src/random.ts";
import { miTerm } from "../../src/training/miTerm.ts";
import type { Engine, Step, Tensor, Tensors } from "../../src/types.ts";

const native = onnxEngine({ workers: 1 });
const reference = await jaxEngine();
afterAll(() => native.dispose());

const K = 24;
const dims = { x: 3, y: 2 };
const critics = { concat: concat({ hidden: [16, 16] }), separable: separable({ hidden: [16], embed: 8 }) };
const cases = Object.entries(bounds).flatMap(([name, make]) =>
  Object.entries(critics).flatMap(([critic, value]) =>
    [1, K - 1].map(
      (negatives) => [name, critic, negatives, miTerm({ bound: make(), critic: value, negatives })] as const,
    ),
  ),
);

describe("native and jax-js engines", () => {
  it.each(cases)(
    "agree on value and gradient of %s with a %s critic and %d negatives",
    async (_name, _critic, _M, term) => {
      const { params: first, state } = term.init(1, dims);
      // Not where training begins, with scores of zero, but where they are of the size of a nat: the bar is relative.
      const draws = random(9);
      const params = mapTensors(first, ({ data, shape }) => ({
        data: (data as Float32Array).map(() => draws.normal() / 2),
        shape,
      }));
      // One step that reports the value and the gradient with respect to every parameter.
      const step: Step = (held, batch: { x: np.Array; y: np.Array }) => {
        const { params, term: carried } = held;
        const objective = (p: never) => {
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
