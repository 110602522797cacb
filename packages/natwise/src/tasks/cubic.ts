import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";
import { elementwise } from "./elementwise.ts";
import { linear } from "./linear.ts";
import { mapY } from "./mapY.ts";

/**
 * The same task with y -> (W y)^3, cubes coordinate by coordinate: as informative, and far from normal.
 *
 * @param W "none" cubes y itself, as the paper's notebook does; "random" mixes it first, as the paper does
 * @param seed draws W
 * @see poole2019variational, section 3.1. Deviation: W_ij ~ N(0, 1/d), not N(0, 1), so that W y has y's scale; the
 *   mixed coordinates are the paper's divided by sqrt(d), which any critic could do itself.
 */
export function cubic(
  task: Task,
  { W = "none", seed = 0 }: { readonly W?: "none" | "random"; readonly seed?: number } = {},
): Task {
  const cube = elementwise({ id: "cube", apply: (v) => v * v * v, inverse: Math.cbrt });
  if (W === "none") return mapY(task, cube);
  const d = task.dims.y;
  const { normal } = random(seed, streams.cubic);
  const data = Float64Array.from({ length: d * d }, () => normal() / Math.sqrt(d));
  return mapY(mapY(task, linear({ data, n: d, d })), cube);
}
