import type { Tensor, Tree } from "../types.ts";

/** The tree with every tensor replaced by f(tensor). */
export function mapTensors<T>(tree: Tree<Tensor>, f: (tensor: Tensor) => T): Tree<T> {
  if (Array.isArray(tree)) return tree.map((branch) => mapTensors(branch, f));
  if (isTensor(tree)) return f(tree);
  return Object.fromEntries(
    Object.entries(tree as object).map(([key, branch]) => [key, mapTensors(branch, f)]),
  );
}

function isTensor(tree: Tree<Tensor>): tree is Tensor {
  return ArrayBuffer.isView((tree as Tensor).data);
}
