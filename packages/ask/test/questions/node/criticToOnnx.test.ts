import { type Critic, standardise } from "natwise";
import ort from "onnxruntime-node";
import { expect, it } from "vitest";
import { criticToOnnx } from "../../../src/questions/node/criticToOnnx.ts";
import { encodeColumns } from "../../../src/tables/encodeColumns.ts";

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
