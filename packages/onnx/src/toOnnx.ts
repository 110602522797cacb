import { constantsOf, info, nameOutputs } from "./assemble.ts";
import { encodeModel } from "./encodeModel.ts";
import { createGraph, type Value } from "./graph.ts";
import { lower } from "./lower.ts";
import { optimize } from "./optimize.ts";
import { constantValue, trace } from "./trace.ts";
import { dtypeOfData, flatten, walk } from "./tree.ts";
import type { Tensors } from "./types.ts";
import { dense, whole } from "./view.ts";

export interface ToOnnxOptions {
  /** A name for each argument, which its leaves' names begin with: "x", "params.0.w". Default "0", "1", ... */
  readonly inputs?: readonly string[];
  /** The name of the result, which its leaves' names begin with. Default "output". */
  readonly output?: string;
  /** Arguments whose values become part of the model instead of inputs, by position: trained parameters. */
  readonly constants?: readonly number[];
}

/**
 * Compiles a jax-js function to an ONNX model that any ONNX runtime loads. Shapes are those of the example.
 *
 *     const bytes = await toOnnx((params, x) => mlp(params, x), [params, x], { inputs: ["params", "x"], constants: [0] });
 *
 * @param fn (...trees of arrays) -> tree of arrays
 * @param example a tree of tensors for each argument; only those in `constants` are read beyond shape and type
 * @throws TypeError naming the primitive and printing its equation, where one cannot be compiled
 */
export const toOnnx = async (
  // biome-ignore lint/suspicious/noExplicitAny: the trees' structure is the caller's
  fn: (...args: any[]) => any,
  example: readonly Tensors[],
  { inputs: names = [], output = "output", constants: baked = [] }: ToOnnxOptions = {},
): Promise<Uint8Array> => {
  const { jaxpr, constants, structure } = await trace(fn, example);
  const graph = createGraph();
  const inputs: Value[] = [];
  const values = example.flatMap((tree, k) =>
    flatten(tree).map(({ path, leaf }) => {
      if (baked.includes(k)) return constantValue(graph, leaf);
      const root = names[k] ?? `${k}`;
      const value = graph.input(path ? `${root}.${path}` : root, dtypeOfData(leaf.data), leaf.shape);
      inputs.push(value);
      return value;
    }),
  );
  const all = [...constants.map((tensor) => constantValue(graph, tensor)), ...values];
  const results = lower(graph, jaxpr, all.map(whole)).map((view) => dense(graph, view));
  const optimized = optimize(graph, results);
  const outputNames = walk(structure, output, (node): node is null => node === null).map(({ path }) => path);
  const nodes = nameOutputs(optimized.nodes, optimized.outputs, outputNames);
  return encodeModel({
    name: "function",
    nodes,
    constants: constantsOf(optimized.graph, nodes),
    inputs: inputs.map((value) => info(value)),
    outputs: optimized.outputs.map((value, i) => info({ ...value, name: outputNames[i] })),
  });
};
