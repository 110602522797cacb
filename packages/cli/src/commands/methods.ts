import { UsageError } from "@natwise/ask/UsageError";
import { Command } from "commander";
import type { Io } from "../frame/io.ts";

/** `natwise methods` */
export function methodsCommand(io: Io): Command {
  return new Command("methods")
    .description("List the methods, with the guarantee, ceiling, bias and variance of each.")
    .option("--json", "print them as JSON")
    .option("--markdown", "print the tables of METHODS.md")
    .addHelpText(
      "after",
      `
Up to sampling noise, a lower bound is on average at most the information, and an upper bound at least. M: negatives per row.

Examples:
  natwise methods
  natwise methods --json`,
    )
    .action(async ({ json, markdown }: { json?: boolean; markdown?: boolean }) => {
      if (json && markdown) throw new UsageError("--json and --markdown are two formats; choose one");
      const [{ methods }, { catalogue, formatRows, methodColumns, methodRow, methodsMarkdown }] =
        await Promise.all([import("natwise"), import("@natwise/ask")]);
      if (json) {
        io.stdout(`${JSON.stringify(methods, null, 2)}\n`);
        return;
      }
      const names = catalogue.map(({ name }) => name).join(", ");
      io.stdout(
        markdown
          ? methodsMarkdown()
          : `${formatRows(
              [methodColumns, ...methods.map(methodRow)],
              methodColumns.map(() => "left"),
            )}\n--estimator takes ${names}.\n`,
      );
    });
}
