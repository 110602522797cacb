import { init, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { stepToOnnx } from "../src/stepToOnnx.ts";
import { flatten } from "../src/tree.ts";
import type { Step, Tensor, Tensors } from "../src/types.ts";
import { random, tensor, toArray } from "./agree.ts";
import { nodeTypes } from "./nodeTypes.ts";
import { runModel } from "./session.ts";

const [K, D, H] = [128, 20, 256];

const zeros = (shape: number[]): Tensor => ({
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  shape,
});

const layers = (sizes: number[]) =>
  sizes.slice(1).map((out, i) => {
    const w = random([sizes[i], out], i + 1);
    return { w: { ...w, data: w.data.map((v) => v / Math.sqrt(sizes[i])) }, b: zeros([out]) };
  });

type Layer = { w: np.Array; b: np.Array };

const mlp = (params: Layer[], x: np.Array): np.Array =>
  params.reduce((h, { w, b }, i) => {
    const out = np.matmul(h, w).add(b);
    return i < params.length - 1 ? nn.relu(out) : out;
  }, x);

/** The MINE paper's loss: joint pairs in order, shuffled ones by one place. */
const mine = (params: Layer[], x: np.Array, y: np.Array): np.Array => {
  const n = x.shape[0];
  const shuffled = np.concatenate([y.ref.slice([1, n]), y.ref.slice([0, 1])], 0);
  const joint = np.concatenate([x.ref, y], 1);
  const product = np.concatenate([x, shuffled], 1);
  const scores = mlp(params, np.concatenate([joint, product], 0)).reshape([2, n]);
  return nn.logsumexp(scores.ref.slice(1)).sub(Math.log(n)).sub(scores.slice(0).mean());
};

/**
 * Adam, one tensor at a time. Its epsilon is large because MINE's last bias has gradient zero: with a small one, what
 * rounding leaves of it would be normalised to steps of full length in random directions.
 */
const adamStep =
  (loss: (params: Layer[], x: np.Array, y: np.Array) => np.Array): Step =>
  ({ params, m, v, t }, { x, y }) => {
    const [value, g] = valueAndGrad(loss)(tree.ref(params), x, y);
    const next = t.add(1);
    const c1 = np.array(1).sub(np.exp(next.ref.mul(Math.log(0.9))));
    const c2 = np.array(1).sub(np.exp(next.ref.mul(Math.log(0.999))));
    const m2 = tree.map((m: np.Array, g: np.Array) => m.mul(0.9).add(g.mul(0.1)), m, tree.ref(g));
    const v2 = tree.map((v: np.Array, g: np.Array) => v.mul(0.999).add(np.square(g).mul(0.001)), v, g);
    const p2 = tree.map(
      (p: np.Array, m: np.Array, v: np.Array) =>
        p.sub(
          m
            .div(c1.ref)
            .mul(1e-3)
            .div(np.sqrt(v.div(c2.ref)).add(1e-4)),
        ),
      params,
      tree.ref(m2),
      tree.ref(v2),
    );
    return [{ params: p2, m: m2, v: v2, t: next }, { loss: value }];
  };

const zerosLike = (params: ReturnType<typeof layers>) =>
  params.map(({ w, b }) => ({ w: zeros([...w.shape]), b: zeros([...b.shape]) }));

const example = (sizes: number[], n: number) => {
  const params = layers(sizes);
  return {
    state: { params, m: zerosLike(params), v: zerosLike(params), t: zeros([]) },
    batch: { x: zeros([n, sizes[0] / 2]), y: zeros([n, sizes[0] / 2]) },
  };
};

const arrays = (node: Tensors): unknown => {
  if (ArrayBuffer.isView((node as Tensor).data)) return toArray(node as Tensor);
  if (Array.isArray(node)) return node.map(arrays);
  return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, arrays(v as Tensors)]));
};

describe("stepToOnnx", () => {
  test("ten steps of Adam on MINE follow jax-js's own, step by step", async () => {
    const { state, batch } = example([8, 16, 16, 1], 12);
    const step = adamStep(mine);
    const model = await stepToOnnx(step, { state, batch });
    const T = 10;
    const batches = [random([T, 12, 4], 5), random([T, 12, 4], 6)];
    const outputs = await runModel(model.bytes, [...flatten(state).map(({ leaf }) => leaf), ...batches]);

    await init("wasm");
    let now = arrays(state);
    const losses: number[] = [];
    for (let i = 0; i < T; i++) {
      const [x, y] = batches.map(({ data }) =>
        toArray({ data: data.slice(i * 48, (i + 1) * 48), shape: [12, 4] }),
      );
      const [next, { loss }] = step(now, { x, y }, []);
      now = next;
      losses.push((await loss.data())[0]);
    }
    const [leaves] = tree.flatten(now) as unknown as [np.Array[]];
    for (const [i, leaf] of leaves.entries()) {
      const expected = await leaf.data();
      expect(outputs[i].shape).toEqual(leaf.shape);
      outputs[i].data.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k], 4);
      });
    }
    const metric = outputs[leaves.length];
    expect(metric.shape).toEqual([T]);
    metric.data.forEach((value, k) => {
      expect(value).toBeCloseTo(losses[k], 4);
    });
    expect(model.outputs.metrics).toEqual([{ name: "metrics.0", dtype: "float32", shape: ["T"] }]);
    expect(model.structure.metrics).toEqual({ loss: null });
  });

  test("the step of MINE with Adam is at most 150 nodes, no Where, Expand or Transpose among them", async () => {
    const { state, batch } = example([2 * D, H, H, 1], K);
    const { bytes } = await stepToOnnx(adamStep(mine), { state, batch });
    const types = nodeTypes(bytes, "step");
    expect(types.length).toBeLessThanOrEqual(150);
    expect(types.filter((type) => type === "Gemm")).toHaveLength(9);
    for (const type of ["Where", "Expand", "Transpose", "MatMul", "Less", "Max"])
      expect(types).not.toContain(type);
  });

  test("pairs by broadcasting [K, 1, H] + [1, K, H] become products of [K * K, H], nothing expanded", async () => {
    const n = 6;
    const w = {
      x: random([3, 8], 1),
      y: random([3, 8], 2),
      h: random([8, 8], 3),
      b: random([8], 4),
      o: random([8, 1], 5),
    };
    const step: Step = (params, { x, y }) => {
      const loss = (p: Record<string, np.Array>) => {
        const rows = np.matmul(x.ref, p.x).reshape([n, 1, 8]);
        const columns = np.matmul(y.ref, p.y).reshape([1, n, 8]);
        const hidden = nn.relu(np.matmul(nn.relu(rows.add(columns)), p.h).add(p.b));
        return nn.logsumexp(np.matmul(hidden, p.o).reshape([n, n]), 1).mean();
      };
      const [value, g] = valueAndGrad(loss)(tree.ref(params));
      return [tree.map((p: np.Array, g: np.Array) => p.sub(g), params, g), value];
    };
    const { bytes } = await stepToOnnx(step, { state: w, batch: { x: zeros([n, 3]), y: zeros([n, 3]) } });
    const types = nodeTypes(bytes, "step");
    for (const type of ["Where", "Expand", "Transpose", "MatMul"]) expect(types).not.toContain(type);
  });

  test("a state leaf that no step changes stays outside the loop, and data are read where they are", async () => {
    const step: Step = ({ sum, table }, { i }, data) => {
      const row = np.take(data.ref, i, 0);
      return [{ sum: sum.add(row.ref.mul(table.ref)).add(np.sin(data)), table }, row.sum()];
    };
    const state = { sum: zeros([2, 3]), table: random([3], 1) };
    const data = random([2, 3], 2);
    const i = { data: Int32Array.from([0, 1, 1, 0]), shape: [2, 2] };
    const model = await stepToOnnx(step, {
      state,
      batch: { i: { ...i, data: i.data.slice(0, 2), shape: [2] } },
      data,
    });
    expect(nodeTypes(model.bytes, "step")).not.toContain("Sin");
    expect(nodeTypes(model.bytes, "steps")).toContain("Sin");
    const [sum, table, rows] = await runModel(model.bytes, [state.sum, state.table, i, data]);
    expect(table.data).toEqual(state.table.data);
    expect(rows.shape).toEqual([2]);
    const row = (r: number) => Array.from(data.data.slice(3 * r, 3 * r + 3));
    const expected = [0, 1].flatMap((k) =>
      [0, 1, 2].map((c) => (row(0)[c] + row(1)[c]) * state.table.data[c] + 2 * Math.sin(row(k)[c])),
    );
    sum.data.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k], 5);
    });
  });

  test("outputs that are inputs, constants or the same value twice are copied", async () => {
    const step: Step = ({ a, b }, x) => [
      { a: b.ref, b: a },
      { x: x.ref, y: x.mul(2), z: b, one: np.ones([2]) },
    ];
    const state = { a: tensor([1]), b: tensor([2]) };
    const { bytes } = await stepToOnnx(step, { state, batch: zeros([2]) });
    const outputs = await runModel(bytes, [state.a, state.b, tensor([1, 2, 3, 4, 5, 6], [3, 2])]);
    expect(outputs.map(({ data }) => Array.from(data))).toEqual([
      [2],
      [1],
      [1, 2, 3, 4, 5, 6],
      [2, 4, 6, 8, 10, 12],
      [2, 1, 2],
      [1, 1, 1, 1, 1, 1],
    ]);
  });

  test("denormals: a decaying state reaches zero instead of slowing every step", async () => {
    const step: Step = (s, x) => [s.ref.mul(0.5).add(x), s.sum()];
    const state = tensor([1e-37]);
    const { bytes } = await stepToOnnx(step, { state, batch: zeros([1]) });
    const session = await ort.InferenceSession.create(bytes, {
      extra: { session: { set_denormal_as_zero: "1" } },
    });
    const T = 60;
    const results = await session.run({
      "state.0": new ort.Tensor("float32", state.data as Float32Array, [1]),
      "batch.0": new ort.Tensor("float32", new Float32Array(T), [T, 1]),
    });
    expect(Array.from(results["state.0.next"].data as Float32Array)).toEqual([0]);
    await session.release();
  });

  test("a step that returns something else than [state, metrics] of the state's type is refused", async () => {
    const state = { a: zeros([2]) };
    const batch = zeros([2]);
    const compile = (step: Step) => stepToOnnx(step, { state, batch });
    await expect(compile((_, x) => x)).rejects.toThrow("must return [state, metrics]");
    await expect(compile(({ a }, x) => [{ b: a }, x])).rejects.toThrow("own structure");
    await expect(compile(({ a }, x) => [{ a: a.sum() }, x])).rejects.toThrow(
      'float32[] for float32[2] at "a"',
    );
    await expect(compile(({ a }, x) => [{ a: a.astype("int32") }, x])).rejects.toThrow(
      "int32[2] for float32[2]",
    );
    await expect(stepToOnnx((s) => [s, []], { state, batch: [] })).rejects.toThrow("batch must have a leaf");
  });
});
