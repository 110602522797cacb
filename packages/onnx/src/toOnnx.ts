import { constantsOf, info, nameOutputs } from "./assemble.ts";
import { encodeModel } from "./encodeModel.ts";
import { createGraph, sizeOf } from "./graph.ts";
import { lower } from "./lower.ts";
import type { EncodableGraph, Value } from "./model.ts";
import { openRows } from "./openRows.ts";
import { optimize } from "./optimize.ts";
import { constantValue, trace } from "./trace.ts";
import { dtypeOfData, flatten, isTensor, walk } from "./tree.ts";
import type { Tensors } from "./types.ts";
import { dense, whole } from "./view.ts";

export interface ToOnnxOptions {
  /** A name for each argument. The names of its leaves begin with it: "x", "params.0.w". By default "0", "1", ... */
  readonly inputs?: readonly string[];
  /** The name of the result. The names of its leaves begin with it. By default "output". */
  readonly output?: string;
  /** Positions of arguments that become part of the model, such as trained parameters; the others are inputs. */
  readonly constants?: readonly number[];
  /**
   * Positions of arguments whose leading axis may have any length at run time, the same for all of them. The model
   * names that axis "rows". A row's result must not depend on the number of rows, so a mean over them is refused.
   */
  readonly rows?: readonly number[];
}

type Options = Required<Pick<ToOnnxOptions, "inputs" | "output" | "constants">>;

// biome-ignore lint/suspicious/noExplicitAny: the trees' structure is the caller's
type AnyFunction = (...args: any[]) => any;

/**
 * Compiles a jax-js function to an ONNX model that any ONNX runtime loads. Shapes are those of the example, apart from
 * the leading axis of the arguments in `rows`.
 *
 *     const bytes = await toOnnx(mlp, [params, x], { inputs: ["params", "x"], constants: [0], rows: [1] });
 *
 * @param fn (...trees of arrays) -> tree of arrays
 * @param example a tree of tensors for each argument; only those in `constants` are read beyond shape and type
 * @throws TypeError that names the primitive and prints its equation, where one cannot be compiled
 */
export const toOnnx = async (
  fn: AnyFunction,
  example: readonly Tensors[],
  { inputs = [], output = "output", constants = [], rows = [] }: ToOnnxOptions = {},
): Promise<Uint8Array> => {
  const options = { inputs, output, constants };
  if (rows.length === 0) return encodeModel(await compile(fn, example, options));
  // No other axis is likely to have these lengths, so the two models differ where the number of rows matters.
  const [a, b] = [61, 67].map((n) => example.map((tree, k) => (rows.includes(k) ? withRows(tree, n) : tree)));
  return encodeModel(openRows(await compile(fn, a, options), await compile(fn, b, options), "rows"));
};

/** The tree with every tensor resized to n rows. */
const withRows = (tree: Tensors, n: number): Tensors => {
  if (isTensor(tree)) {
    const { data, shape } = tree;
    if (shape.length === 0)
      throw new TypeError("toOnnx: rows must be the leading axis of a tensor, got a scalar");
    const resized = [n, ...shape.slice(1)];
    return { data: new (data.constructor as Float32ArrayConstructor)(sizeOf(resized)), shape: resized };
  }
  if (Array.isArray(tree)) return tree.map((child) => withRows(child, n));
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, withRows(child as Tensors, n)]));
};

const compile = async (
  fn: AnyFunction,
  example: readonly Tensors[],
  { inputs: names, output, constants: baked }: Options,
): Promise<EncodableGraph> => {
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
  return {
    name: "function",
    nodes,
    constants: constantsOf(optimized.graph, nodes),
    inputs: inputs.map((value) => info(value)),
    outputs: optimized.outputs.map((value, i) => info({ ...value, name: outputNames[i] })),
  };
};
