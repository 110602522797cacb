import { formatCount } from "../../ask/src/words/formatCount.ts";
import { UsageError } from "../../ask/src/UsageError.ts";

/** Reads an option that is a whole number of at least `least`, and of `most` at the most. */
export function parseWhole(
  option: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    const range = value > most ? `${formatCount(most)} at the most` : `at least ${least}`;
    throw new UsageError(`${option} must be a whole number of ${range}, got ${text}`);
  };
}
