import type { Optimiser, Wrapper } from "../types.ts";

/**
 * An optimiser with wrappers round it, the outermost first: gradients pass from left to right, new parameters from
 * right to left.
 *
 *     chain(clipByGlobalNorm(1), weightDecay({ rate: 1e-5 }), adam({ learningRate: 1e-3 }))
 */
export function chain(...parts: [...wrappers: Wrapper[], optimiser: Optimiser]): Optimiser {
  const wrappers = parts.slice(0, -1) as Wrapper[];
  return wrappers.reduceRight((inner, wrapper) => wrapper(inner), parts.at(-1) as Optimiser);
}
