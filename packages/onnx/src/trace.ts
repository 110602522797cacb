import { init, type Jaxpr, type JsTreeDef, makeJaxpr, numpy as np } from "@jax-js/jax";
import type { Graph } from "./graph.ts";
import type { Value } from "./model.ts";
import { dtypeOfData, isTensor, type Structure } from "./tree.ts";
import type { Tensor, Tensors, Tree } from "./types.ts";

export interface Trace {
  /** With nested calls inlined. Its binders are the constants, then the leaves of the arguments. */
  readonly jaxpr: Jaxpr;
  readonly constants: readonly Tensor[];
  readonly structure: Structure;
}

/**
 * Traces a jax-js function of trees of arrays. Only the shapes and element types of the example are read.
 *
 * @param fn (...trees of arrays) -> tree of arrays; it owns its arguments, as every jax-js function does
 */
// biome-ignore lint/suspicious/noExplicitAny: the trees' structure is the caller's
export const trace = async (fn: (...args: any[]) => any, example: readonly Tensors[]): Promise<Trace> => {
  // Tracing computes only constants. Unless a device is named, jax-js looks for a GPU and fails on Node 20.
  await init("wasm");
  const { jaxpr, treedef } = makeJaxpr(fn)(...example.map(zerosLike));
  const constants = await Promise.all(
    jaxpr.consts.map(async (constant): Promise<Tensor> => {
      const { shape, dtype } = constant.aval;
      const data = await (constant as np.Array).data();
      return { shape, data: (dtype === "bool" ? Uint8Array.from(data) : data) as Tensor["data"] };
    }),
  );
  return { jaxpr: jaxpr.jaxpr.flatten().simplify(), constants, structure: structureFrom(treedef) };
};

/** Arrays of the example's shapes; zeros take no memory in jax-js. */
const zerosLike = (tree: Tensors): Tree<np.Array> => {
  if (isTensor(tree)) return np.zeros([...tree.shape], { dtype: dtypeOfData(tree.data) as np.DType });
  if (Array.isArray(tree)) return tree.map(zerosLike);
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, zerosLike(child as Tensors)]));
};

const structureFrom = (treedef: JsTreeDef): Structure => {
  const children = treedef.childTreedefs.map(structureFrom);
  if (treedef.nodeType === "Leaf") return null;
  if (treedef.nodeType === "Array") return children;
  return Object.fromEntries((treedef.nodeMetadata as string[]).map((key, i) => [key, children[i]]));
};

export const constantValue = (graph: Graph, { data, shape }: Tensor): Value =>
  graph.constant(dtypeOfData(data), shape, data);
