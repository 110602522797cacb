import { UsageError } from "@natwise/ask/UsageError";
import { parseWhole } from "./parseWhole.ts";

/** With fewer surrogates no p-value could be 0.05 or less. */
const LEAST = 19;
/** Maximum number of surrogates: allows p-values of one in ten million, and the statistics still fit in memory. */
const MOST = 10_000_000;

/**
 * Parses --permutations.
 *
 * @param options.none whether 0 is allowed, for no p-value
 */
export function parsePermutations({ none = false } = {}): (text: string) => number {
  const whole = parseWhole("--permutations", none ? 0 : LEAST, MOST);
  return (text) => {
    const value = whole(text);
    if (value === 0 || value >= LEAST) return value;
    throw new UsageError(
      `--permutations must be 0, for no p-value, or at least ${LEAST}, got ${text}: with fewer surrogates no p-value can be 0.05 or less`,
    );
  };
}
