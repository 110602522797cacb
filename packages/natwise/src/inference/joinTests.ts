import { conclusion } from "./conclusion.ts";
import type { IndependenceTest } from "./independenceTest.ts";

/**
 * Joins the slices of one test, each with its own `first` and `permutations`, for work on several threads or in rounds.
 *
 * @param slices in the order of their surrogates
 * @param options.maxExceedances that of the whole test; a slice may have used the same
 */
export function joinTests(
  slices: readonly IndependenceTest[],
  { maxExceedances }: { readonly maxExceedances?: number } = {},
): IndependenceTest {
  const values = slices.flatMap((slice) => (slice.values === null ? [] : [slice.values]));
  // A series too short for surrogates has none in any slice.
  return values.length === 0 ? slices[0] : { ...slices[0], ...conclusion(values, { maxExceedances }) };
}
