import { mean } from "../rows/mean.ts";
import { permutationPValue } from "./permutationPValue.ts";
import type { SurrogateValues } from "./surrogateValues.ts";

/** The values behind a p-value, which counts the surrogates whose value is at least that of the data. */
export interface Compared {
  readonly observed: number;
  /** One for each surrogate. */
  readonly surrogates: Float64Array;
  /** Standard deviations if the statistic is the largest of several. */
  readonly unit: "nats" | "standard deviations";
}

/** The result of a permutation test. */
export interface Conclusion {
  readonly pValue: number;
  /** Number of surrogates whose statistic was at least that of the data. */
  readonly exceedances: number;
  /** Number of surrogates drawn. */
  readonly permutations: number;
  /** The first statistic of the data less its mean over the surrogates, in nats; may be negative. */
  readonly excess: number;
  readonly compared: Compared;
  readonly values: SurrogateValues;
}

/**
 * The result of a permutation test done in slices, on several threads or in rounds. It equals that of the test done in
 * one piece.
 *
 * @param slices values of one test, in the order of their surrogates
 * @param options.maxExceedances that of the whole test; surrogates that a slice drew beyond the stop are left out
 */
export function conclusion(
  slices: readonly SurrogateValues[],
  { maxExceedances = Number.POSITIVE_INFINITY }: { readonly maxExceedances?: number } = {},
): Conclusion {
  const { observed } = slices[0];
  const all = observed.map((_, s) => joined(slices.map(({ surrogates }) => surrogates[s])));
  const drawn = all[0].length;
  // Standardised together: under the null hypothesis the data and the surrogates are exchangeable.
  const most = largest(all.map((values, s) => joined([values, Float64Array.of(observed[s])])));
  let exceedances = 0;
  let permutations = 0;
  const stops = observed.length === 1;
  while (permutations < drawn && !(stops && exceedances >= maxExceedances))
    if (most[permutations++] >= most[drawn]) exceedances++;
  const surrogates = all.map((values) => values.subarray(0, permutations));
  return {
    pValue: permutationPValue({
      ...{ exceedances, permutations },
      maxExceedances: stops ? maxExceedances : undefined,
    }),
    exceedances,
    permutations,
    excess: observed[0] - (permutations === 0 ? 0 : mean(surrogates[0])),
    compared: {
      observed: most[drawn],
      surrogates: most.subarray(0, permutations),
      unit: stops ? "nats" : "standard deviations",
    },
    values: { observed, surrogates },
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0];
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The largest of several statistics [b], each standardised over b. */
function largest(values: readonly Float64Array[]): Float64Array {
  if (values.length === 1) return values[0];
  const scores = values.map((of) => {
    const middle = mean(of);
    const spread = Math.sqrt(mean(of.map((value) => (value - middle) ** 2)));
    return of.map((value) => (spread > 0 ? (value - middle) / spread : 0));
  });
  return scores[0].map((_, b) => Math.max(...scores.map((of) => of[b])));
}
