import { nn, numpy as np } from "@jax-js/jax";
import ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { toOnnx } from "../src/toOnnx.ts";
import { expectAgreement, random, reference, tensor } from "./agree.ts";
import { nodeTypes } from "./nodeTypes.ts";
import { runModel } from "./session.ts";

const params = {
  layers: [
    { w: random([3, 8], 1), b: random([8], 2) },
    { w: random([8, 1], 3), b: random([1], 4) },
  ],
};
type Params = { layers: { w: np.Array; b: np.Array }[] };
const critic = ({ layers: [one, two] }: Params, x: np.Array) =>
  np.matmul(nn.relu(np.matmul(x, one.w).add(one.b)), two.w).add(two.b);

describe("toOnnx", () => {
  test("a model with its parameters baked in is a file that ONNX Runtime runs alone", async () => {
    const x = random([5, 3], 7);
    const bytes = await toOnnx(critic, [params, x], {
      inputs: ["params", "x"],
      output: "score",
      constants: [0],
    });
    const session = await ort.InferenceSession.create(bytes);
    expect(session.inputNames).toEqual(["x"]);
    expect(session.outputNames).toEqual(["score"]);
    const { score } = await session.run({ x: new ort.Tensor("float32", x.data as Float32Array, [5, 3]) });
    const [w1, b1, w2, b2] = params.layers.flatMap(({ w, b }) => [w, b]);
    const [expected] = await reference(
      (w1, b1, w2, b2, x) =>
        critic(
          {
            layers: [
              { w: w1, b: b1 },
              { w: w2, b: b2 },
            ],
          },
          x,
        ),
      [w1, b1, w2, b2, x],
    );
    (score.data as Float32Array).forEach((value, k) => {
      expect(value).toBeCloseTo(expected.data[k], 5);
    });
    expect(nodeTypes(bytes, "function")).toEqual(["Gemm", "Relu", "Gemm"]);
    await session.release();
  });

  test("inputs and outputs are named by their place in the trees", async () => {
    const bytes = await toOnnx(
      (p: Params, x: np.Array) => ({ y: [critic(p, x.ref)], x: x.mul(2) }),
      [params, random([5, 3])],
      {
        inputs: ["params"],
      },
    );
    const session = await ort.InferenceSession.create(bytes);
    expect(session.inputNames).toEqual([
      "params.layers.0.w",
      "params.layers.0.b",
      "params.layers.1.w",
      "params.layers.1.b",
      "1",
    ]);
    expect(session.outputNames).toEqual(["output.y.0", "output.x"]);
    await session.release();
  });

  test("with rows left open, one model takes any number of them", async () => {
    const options = { inputs: ["params", "x", "y"], output: "score", constants: [0], rows: [1, 2] };
    const pairs = (p: Params, x: np.Array, y: np.Array) => critic(p, np.concatenate([x, y], 1)).reshape([-1]);
    const bytes = await toOnnx(pairs, [params, random([1, 2]), random([1, 1])], options);
    for (const n of [1, 5, 300]) {
      const [x, y] = [random([n, 2], 1), random([n, 1], 2)];
      const [score] = await runModel(bytes, [x, y]);
      expect(score.shape).toEqual([n]);
      const [w1, b1, w2, b2] = params.layers.flatMap(({ w, b }) => [w, b]);
      const [expected] = await reference(
        (w1, b1, w2, b2, x, y) =>
          pairs(
            {
              layers: [
                { w: w1, b: b1 },
                { w: w2, b: b2 },
              ],
            },
            x,
            y,
          ),
        [w1, b1, w2, b2, x, y],
      );
      score.data.forEach((value, k) => {
        expect(value).toBeCloseTo(expected.data[k], 5);
      });
    }
  });

  test("a result that depends on the number of rows cannot leave it open", async () => {
    const compile = (f: (x: np.Array) => np.Array) => toOnnx(f, [random([4, 3])], { rows: [0] });
    await expect(compile((x) => x.mean(0))).rejects.toThrow(
      "rows must be computed independently of their number",
    );
    await expect(
      compile((x) => np.flip(x.ref, 0).add(np.arange(x.shape[0]).reshape([-1, 1]))),
    ).rejects.toThrow("rows");
    await expect(toOnnx((x: np.Array) => x, [tensor([1], [])], { rows: [0] })).rejects.toThrow(
      "got a scalar",
    );
  });

  test("a product of transposed operands is one Gemm", async () => {
    const a = random([3, 2], 1);
    const b = random([4, 3], 2);
    for (const f of [
      (a: np.Array, b: np.Array) => np.matmul(a.transpose(), b.transpose()),
      (a: np.Array, b: np.Array) => np.matmul(b, a).transpose(),
      (a: np.Array, b: np.Array) => np.matmul(np.matmul(b.ref, a).transpose(), b),
    ]) {
      const types = nodeTypes(await toOnnx(f, [a, b]), "function");
      expect(types.every((type) => type === "Gemm")).toBe(true);
    }
  });

  test("two products and a bias are two Gemms, whichever is added first", async () => {
    const args = [random([4, 3], 1), random([3, 2], 2), random([4, 5], 3), random([5, 2], 4), random([2], 5)];
    type F = (x: np.Array, v: np.Array, y: np.Array, w: np.Array, b: np.Array) => np.Array;
    const inner: F = (x, v, y, w, b) => np.matmul(x, v).add(np.matmul(y, w).add(b));
    const outer: F = (x, v, y, w, b) => np.matmul(x, v).add(np.matmul(y, w)).add(b);
    for (const f of [inner, outer]) {
      expect(nodeTypes(await toOnnx(f, args), "function")).toEqual(["Gemm", "Gemm"]);
      await expectAgreement(f, args);
    }
  });

  test("equal nodes and constants exist once", async () => {
    const bytes = await toOnnx((x: np.Array) => np.sin(x.ref.mul(2)).add(np.sin(x.mul(2))), [random([3])]);
    expect(nodeTypes(bytes, "function")).toEqual(["Mul", "Sin", "Add"]);
  });

  test("a function that returns its argument or a constant compiles", async () => {
    const x = tensor([1, 2, 3]);
    const bytes = await toOnnx((x: np.Array) => [x.ref, x, np.array([4, 5])], [x]);
    const outputs = await runModel(bytes, [x]);
    expect(outputs.map(({ data }) => Array.from(data))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [4, 5],
    ]);
  });

  test("a tree with something else than tensors in it is refused", async () => {
    await expect(toOnnx((x: np.Array) => x, [3 as never])).rejects.toThrow(
      "leaf must be { data, shape }, got 3",
    );
  });
});
