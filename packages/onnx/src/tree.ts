/** @module Trees of plain tensors. jax-js's own `tree` would descend into a tensor, which is a plain object too. */
import type { DType, Tensor, Tensors, Tree, TypedArray } from "./types.ts";

export const isTensor = (node: unknown): node is Tensor =>
  typeof node === "object" &&
  node !== null &&
  ArrayBuffer.isView((node as Tensor).data) &&
  Array.isArray((node as Tensor).shape);

/** The shape of a tree, with a placeholder at every leaf. */
export type Structure = Tree<null>;

export interface Leaf<T> {
  /** Keys from the root, joined by dots: "params.0.w". A tree that is a single leaf has the empty path. */
  readonly path: string;
  readonly leaf: T;
}

/** The leaves in the order in which jax-js visits them: as the keys were inserted. */
export const flatten = (tree: Tensors): Leaf<Tensor>[] => walk(tree, "", isTensor);

/** The leaves of a tree of anything. `isLeaf` distinguishes them from inner arrays and objects. */
export const walk = <T>(tree: Tree<T>, path: string, isLeaf: (node: unknown) => node is T): Leaf<T>[] => {
  if (isLeaf(tree)) return [{ path, leaf: tree }];
  if (typeof tree !== "object" || tree === null || ArrayBuffer.isView(tree))
    throw new TypeError(`flatten: a leaf must be { data, shape }, got ${tree} at "${path}"`);
  return Object.entries(tree as Record<string, Tree<T>>).flatMap(([key, child]) =>
    walk(child, path ? `${path}.${key}` : key, isLeaf),
  );
};

export const structureOf = (tree: Tensors): Structure => map(tree, () => null);

const map = (tree: Tensors, leaf: (tensor: Tensor) => null): Structure => {
  if (isTensor(tree)) return leaf(tree);
  if (Array.isArray(tree)) return tree.map((child) => map(child, leaf));
  return Object.fromEntries(Object.entries(tree).map(([key, child]) => [key, map(child as Tensors, leaf)]));
};

/** The tree of the given structure, with leaves taken in order. */
export const unflatten = <T>(structure: Structure, leaves: readonly T[]): Tree<T> => {
  let next = 0;
  const build = (node: Structure): Tree<T> => {
    if (node === null) return leaves[next++];
    if (Array.isArray(node)) return node.map(build);
    return Object.fromEntries(
      Object.entries(node as Record<string, Structure>).map(([k, v]) => [k, build(v)]),
    );
  };
  const tree = build(structure);
  if (next !== leaves.length)
    throw new RangeError(`unflatten: structure has ${next} leaves, got ${leaves.length}`);
  return tree;
};

export const dtypeOfData = (data: TypedArray): DType => {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Uint32Array) return "uint32";
  if (data instanceof Uint8Array) return "bool";
  throw new TypeError(
    `tensor: data must be a Float32, Float64, Int32, Uint32 or Uint8 array, got ${(data as object)?.constructor?.name}`,
  );
};
