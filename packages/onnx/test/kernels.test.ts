import ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { encodeModel } from "../src/encodeModel.ts";
import { createGraph } from "../src/graph.ts";
import { kernels } from "../src/kernels.ts";
import type { Attribute, ElementType, Value } from "../src/model.ts";

const types: ElementType[] = ["float32", "float64", "int32", "uint32", "bool", "int64"];
const toBool = ["Less", "LessOrEqual", "Equal", "Not", "And", "Or", "Xor"];
const unary =
  "Neg Abs Sign Reciprocal Floor Ceil Sqrt Exp Log Sin Cos Asin Atan Erf HardSigmoid Relu Not Clip".split(
    " ",
  );
const attributes: Record<string, Record<string, Attribute>> = {
  Mod: { fmod: 1 },
  BitShift: { direction: "LEFT" },
  MaxPool: { kernel_shape: [2] },
};

/** Does ONNX Runtime load a model of this one node? */
const loads = async (type: string, dtype: ElementType): Promise<boolean> => {
  const graph = createGraph();
  const spatial = type.startsWith("Conv") || type === "MaxPool";
  const shape = spatial ? [1, 1, 2] : [2, 2];
  const x: Value = { name: "x", dtype, shape };
  const int64s = (...elements: number[]) => graph.constant("int64", [elements.length], elements);
  let inputs: Value[] = unary.includes(type) || type === "MaxPool" ? [x] : [x, x];
  if (type.startsWith("Reduce")) inputs = [x, int64s(0)];
  if (type === "TopK") inputs = [x, int64s(2)];
  if (type === "Where") inputs = [graph.constant("bool", [], [1]), x, x];
  const outputs: Value[] = [{ name: "y", dtype: toBool.includes(type) ? "bool" : dtype, shape: [] }];
  if (type === "TopK") outputs.push({ name: "i", dtype: "int64", shape: [] });
  const rank = type.startsWith("Reduce") ? 2 : shape.length;
  const bytes = encodeModel({
    name: "kernel",
    nodes: [{ type, inputs, outputs, attributes: attributes[type] ?? {} }],
    constants: [...graph.constants.values()],
    inputs: [x],
    outputs: outputs.map((value) => ({ ...value, shape: ["a", "b", "c"].slice(0, rank) })),
  });
  try {
    const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
    await session.release();
    return true;
  } catch {
    return false;
  }
};

test("the table of kernels is ONNX Runtime's own, operator by operator and type by type", async () => {
  for (const [type, listed] of Object.entries(kernels)) {
    const found: ElementType[] = [];
    for (const dtype of types) if (await loads(type, dtype)) found.push(dtype);
    expect(found, type).toEqual(types.filter((dtype) => listed.includes(dtype)));
  }
});
