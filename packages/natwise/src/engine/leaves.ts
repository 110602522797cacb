import type { Tensor, Tensors } from "../types.ts";
import { mapTensors } from "./mapTensors.ts";

/** The tensors of a tree, in order. */
export function leaves(tensors: Tensors): Tensor[] {
  const found: Tensor[] = [];
  mapTensors(tensors, (tensor) => found.push(tensor));
  return found;
}
