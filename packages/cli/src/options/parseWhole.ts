import { UsageError } from "@natwise/ask/UsageError";

/** Parses an option that is a whole number from `least` to `most`. */
export function parseWhole(
  option: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = value > most ? `at most ${most.toLocaleString("en-US")}` : `at least ${least}`;
    throw new UsageError(`${option} must be a whole number, ${range}, got ${text}`);
  };
}
