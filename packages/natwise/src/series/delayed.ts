import type { Matrix } from "../types.ts";

/**
 * Delayed copies of a series side by side: row t - from is (s_{t - delay} for every delay), for t = from ... to - 1.
 *
 * @param series rows in the order of time [N, d]
 * @param delays must stay within the series: from - delay >= 0, to - delay <= N
 */
export function delayed(
  { data, d, categories }: Matrix,
  delays: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Matrix {
  const width = delays.length * d;
  const out = new Float64Array((to - from) * width);
  for (let t = from; t < to; t++) {
    for (const [place, delay] of delays.entries()) {
      const at = (t - delay) * d;
      out.set(data.subarray(at, at + d), (t - from) * width + place * d);
    }
  }
  return { data: out, n: to - from, d: width, ...(categories && { categories }) };
}
