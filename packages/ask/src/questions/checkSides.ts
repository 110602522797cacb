import type { EstimateQuestion } from "../types.ts";
import { UsageError } from "../UsageError.ts";

/**
 * Checks that a question names columns on both sides, and every column once.
 *
 * @throws UsageError for a side without columns, and for a column that is named twice or on two sides
 */
export function checkSides({ x, y, given }: Pick<EstimateQuestion, "x" | "y" | "given">): void {
  for (const [option, names] of Object.entries({ "--x": x, "--y": y }))
    if (names.length === 0) throw new UsageError(`${option} names no column; name one or more`);
  const all = [
    ...x.map((name) => ({ name, option: "--x" })),
    ...y.map((name) => ({ name, option: "--y" })),
    ...given.map((name) => ({ name, option: "--given" })),
  ];
  for (const [i, { name, option }] of all.entries()) {
    const same = all.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same === i) continue;
    if (all[same].option === option) throw new UsageError(`column "${name}" is named twice; name it once`);
    const why =
      option === "--given"
        ? "given a column, it carries no further information"
        : "a column determines itself completely";
    throw new UsageError(
      `column "${name}" is both in ${all[same].option} and in ${option}: ${why}; leave it out of one`,
    );
  }
}
