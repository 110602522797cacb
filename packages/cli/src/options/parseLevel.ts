import { UsageError } from "@natwise/ask/UsageError";

/** Parses an option that is a probability between 0 and 1. */
export function parseLevel(option: string): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? NaN : Number(text);
    if (value > 0 && value < 1) return value;
    throw new UsageError(`${option} must be between 0 and 1, such as 0.95, got ${text}`);
  };
}
