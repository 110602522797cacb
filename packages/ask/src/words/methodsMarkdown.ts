import { autoRules, independenceStatistics, methods } from "natwise";
import { methodColumns, methodRow } from "./methodsTable.ts";

/** The tables of METHODS.md: guarantees and references of each method, and the choices of `auto` and of the test. */
export function methodsMarkdown(): string {
  const sources = methods.map(({ name, title, formula, file, references, offeredAs }) => [
    name,
    title,
    `\`${formula}\``,
    `[${file}](packages/natwise/src/${file})`,
    references.join(", "),
    offeredAs === null ? "library" : "`natwise estimate`",
  ]);
  const rules = autoRules.map(({ name, when, role, reason }) => [name, when, role, reason ?? ""]);
  const statistics = independenceStatistics.map(({ when, statistic, surrogates, rows }) => [
    ...[when, statistic, surrogates, rows],
  ]);
  return [
    table(methodColumns, methods.map(methodRow)),
    table(["method", "name", "formula", "file", "papers", "offered by"], sources),
    `## What \`auto\` uses when

In order of priority: the first rule with the role "report" is reported, unless a later one's estimate is larger by more than
0.02 nats and by more than twice their combined standard error. A check only stands beside it.`,
    table(["estimator", "columns", "role", "reason that is printed"], rules),
    `## Which statistic the permutation test uses when

The first line that applies, the same for every command and estimator.`,
    table(["columns", "statistic", "surrogates", "rows"], statistics),
  ]
    .join("\n\n")
    .concat("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  return [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}
