import ort from "onnxruntime-node";
import { flatten } from "../src/tree.ts";
import type { Tensor, Tensors } from "../src/types.ts";

const names = {
  float32: "float32",
  float64: "float64",
  int32: "int32",
  uint32: "uint32",
  bool: "bool",
} as const;

const typeOf = (tensor: Tensor): keyof typeof names => {
  if (tensor.data instanceof Float64Array) return "float64";
  if (tensor.data instanceof Int32Array) return "int32";
  if (tensor.data instanceof Uint32Array) return "uint32";
  return tensor.data instanceof Uint8Array ? "bool" : "float32";
};

/** Loads a model with ONNX Runtime alone and runs it once, inputs in order. Returns its outputs, in order. */
export const runModel = async (bytes: Uint8Array, inputs: readonly Tensors[]): Promise<Tensor[]> => {
  const session = await ort.InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const leaves = inputs.flatMap((tree) => flatten(tree).map(({ leaf }) => leaf));
  const feeds = Object.fromEntries(
    session.inputNames.map((name, i) => {
      const tensor = leaves[i];
      // biome-ignore lint/suspicious/noExplicitAny: the runtime's constructor has an overload for each type
      return [name, new ort.Tensor(typeOf(tensor) as any, tensor.data as any, [...tensor.shape])];
    }),
  );
  const results = await session.run(feeds);
  const outputs = session.outputNames.map((name): Tensor => {
    const { data, dims } = results[name];
    return { data: data as Tensor["data"], shape: dims };
  });
  await session.release();
  return outputs;
};
