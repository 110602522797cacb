import { conclusion } from "./conclusion.ts";
import type { IndependenceTest } from "./independenceTest.ts";

/**
 * The test of which these are slices, with `first` and `permutations` of their own: done on several threads, or in rounds.
 *
 * @param slices of one test, in the order of their surrogates
 * @param options.maxExceedances as the whole test has it; a slice may have had the same
 */
export function joinTests(
  slices: readonly IndependenceTest[],
  { maxExceedances }: { readonly maxExceedances?: number } = {},
): IndependenceTest {
  const values = slices.flatMap((slice) => (slice.values === null ? [] : [slice.values]));
  // A series too short for surrogates has no more of them in any slice.
  return values.length === 0 ? slices[0] : { ...slices[0], ...conclusion(values, { maxExceedances }) };
}
