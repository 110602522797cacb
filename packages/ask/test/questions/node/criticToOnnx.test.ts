import { type Critic, oneHot, random, standardise } from "natwise";
import ort from "onnxruntime-node";
import { expect, it } from "vitest";
import { criticToOnnx } from "../../../src/questions/node/criticToOnnx.ts";
import { encodeColumns } from "../../../src/tables/encodeColumns.ts";
import { matrixOf } from "../../../src/tables/matrixOf.ts";

type Column = Parameters<Critic["rotations"]>[1];

it("a saved critic standardises as the library does, also columns of which a few huge values hide the rest", async () => {
  const z = Array.from({ length: 60 }, (_, i) => Math.sin(7 * i));
  for (const column of [z.map((v) => 1000 + v), z.map((v) => Math.exp(30 * v))]) {
    const values = Float64Array.from(column);
    const side = encodeColumns([{ kind: "number", name: "a", values, time: false, integers: false }]);
    const critic = { name: "x", rotations: (_: unknown, x: Column, y: Column) => x.add(y.mul(0)) };
    const trained = { critic, params: {}, dims: { x: 1, y: 1 } } as never;
    const model = await criticToOnnx({ critic: trained, estimator: "mine", x: side, y: side });
    const session = await ort.InferenceSession.create(model);
    const rows = new ort.Tensor("float32", Float32Array.from(column), [60, 1]);
    const { score } = await session.run({ x: rows, y: rows });
    const { data } = standardise({ data: side.data, n: 60, d: 1 }, "x");
    // float32 keeps 1000 + v to 3e-5, of a standard deviation of .7.
    for (const [i, value] of (score.data as Float32Array).entries())
      expect(Math.abs(value - data[i])).toBeLessThan(1e-4);
    const text = Buffer.from(model).toString("latin1");
    for (const said of ["natwise.estimator", "mine", "natwise.x", '["a"]']) expect(text).toContain(said);
  }
});

it("the columns of a saved critic are those that it was trained on, rare texts together in the last", async () => {
  const { integer } = random(1);
  const of = Array.from({ length: 400 }, () => Math.min(integer(60), integer(60)));
  const texts = {
    ...{ kind: "category" as const, name: "city", codes: Int32Array.from(of) },
    values: Array.from({ length: 60 }, (_, i) => `c${i}`),
  };
  const side = encodeColumns([texts]);
  const columns = oneHot(matrixOf(side)).indicators;
  const labels = columns.map(({ code }) => `city=${code === null ? "(others)" : texts.values[code]}`);
  expect(labels[31]).toBe("city=(others)");
  // The score is the j-th column of x as the critic sees it.
  for (const j of [0, 30, 31]) {
    const critic = {
      name: "one",
      rotations: (_: unknown, x: Column, y: Column) =>
        x.slice([], [j, j + 1]).add(y.slice([], [0, 1]).mul(0)),
    };
    const trained = { critic, params: {}, dims: { x: 32, y: 32 } } as never;
    const model = await criticToOnnx({ critic: trained, estimator: "mine", x: side, y: side });
    expect(Buffer.from(model).toString("latin1")).toContain(JSON.stringify(labels));
    const session = await ort.InferenceSession.create(model);
    const { rows } = oneHot(matrixOf(side));
    const input = new ort.Tensor("float32", Float32Array.from(rows.data), [400, 32]);
    const { score } = await session.run({ x: input, y: input });
    const { data } = standardise(rows, "x");
    for (const [i, value] of (score.data as Float32Array).entries())
      expect(Math.abs(value - data[i * 32 + j])).toBeLessThan(1e-4);
  }
});
