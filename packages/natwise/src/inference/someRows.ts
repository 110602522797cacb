import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/**
 * Numbers of the rows that a costly test uses: a random sample, or the first rows of a series; null if all are used.
 *
 * @param most maximum number of rows
 */
export function someRows(n: number, most: number, series: boolean, seed: number): Int32Array | null {
  if (n <= most) return null;
  return series
    ? Int32Array.from({ length: most }, (_, i) => i)
    : random(seed, streams.testRows).permutation(n).subarray(0, most);
}
