import { resolve } from "node:path";
import { checkOutput } from "@natwise/ask/node";
import { UsageError } from "@natwise/ask/UsageError";

/**
 * Makes sure, before long work, that every file asked for can be written, and that none overwrites another.
 *
 * @param paths options and the files they name; undefined where an option was not given
 * @throws UsageError as `checkOutput`, and where two options name one file
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
