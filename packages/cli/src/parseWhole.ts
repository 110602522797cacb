import { UsageError } from "./UsageError.ts";

/** Reads an option that is a whole number of at least `least`. */
export function parseWhole(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
    if (value >= least && Number.isSafeInteger(value)) return value;
    throw new UsageError(`${option} must be a whole number of at least ${least}, got ${text}`);
  };
}
