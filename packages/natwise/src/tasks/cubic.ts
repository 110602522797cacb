import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";
import { elementwise } from "./elementwise.ts";
import { linear } from "./linear.ts";
import { mapY } from "./mapY.ts";

/**
 * The same task with y -> (W y)^3, coordinate by coordinate: the same information, far from normal.
 *
 * @param W "none" cubes y itself, as in the paper's notebook; "random" mixes it first, as in the paper
 * @param seed draws W
 * @see poole2019variational, section 3.1. Deviation: W_ij ~ N(0, 1/d), not N(0, 1), so that W y has y's scale. The
 *   mixed coordinates are the paper's divided by sqrt(d), a factor that any critic can learn.
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
