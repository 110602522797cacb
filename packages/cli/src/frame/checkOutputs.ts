import { resolve } from "node:path";
import { checkOutput } from "@natwise/ask/node";
import { UsageError } from "@natwise/ask/UsageError";

/**
 * Checks before long work that every output file can be written, and that all have different names.
 *
 * @param paths the file of each option; undefined for an absent option
 * @throws UsageError as in `checkOutput`, and if two options name the same file
 */
export function checkOutputs(paths: Readonly<Record<string, string | undefined>>, input: string): void {
  const named = new Map<string, string>();
  for (const [option, path] of Object.entries(paths)) {
    if (path === undefined) continue;
    checkOutput(option, path, input);
    const before = named.get(resolve(path));
    if (before !== undefined)
      throw new UsageError(`${before} and ${option} both name ${path}; give two names`);
    named.set(resolve(path), option);
  }
}
