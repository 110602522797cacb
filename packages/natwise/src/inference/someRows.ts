import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/**
 * Numbers of the rows a costly test looks at: drawn at random, or of a series the first stretch; null where all are few enough.
 *
 * @param most rows at the most
 */
export function someRows(n: number, most: number, series: boolean, seed: number): Int32Array | null {
  if (n <= most) return null;
  return series
    ? Int32Array.from({ length: most }, (_, i) => i)
    : random(seed, streams.testRows).permutation(n).subarray(0, most);
}
