import type { Matrix } from "../types.ts";

/**
 * Checks the rows and k of a nearest-neighbour estimator.
 *
 * @param where the beginning of error messages
 * @throws TypeError for different numbers of rows, RangeError for k outside 1 ... N - 1
 */
export function checkRows(where: string, parts: Readonly<Record<string, Matrix>>, k: number): void {
  const names = Object.keys(parts);
  const counts = names.map((name) => parts[name].n);
  const n = counts[0];
  if (counts.some((count) => count !== n))
    throw new TypeError(
      `${where}: ${list(names)} must have the same number of rows, got ${list(counts.map(String))}`,
    );
  if (!(Number.isInteger(k) && k >= 1 && k < n))
    throw new RangeError(`${where}: k must be a whole number from 1 to N - 1 = ${n - 1}, got ${k}`);
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
