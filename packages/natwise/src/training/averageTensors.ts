import { leaves } from "../engine/leaves.ts";
import { mapTensors } from "../engine/mapTensors.ts";
import type { Tensor, Tensors } from "../types.ts";

/** The elementwise mean of parameters with the same structure. */
export function averageTensors(trees: readonly Tensors[]): Tensors {
  const sums = trees.map(leaves);
  let next = 0;
  return mapTensors(trees[0], ({ shape }): Tensor => {
    const i = next++;
    const data = new Float32Array(sums[0][i].data.length);
    for (const one of sums) for (let j = 0; j < data.length; j++) data[j] += one[i].data[j] / trees.length;
    return { data, shape };
  });
}
