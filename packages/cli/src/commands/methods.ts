import { Command } from "commander";
import type { Io } from "../io.ts";
import { UsageError } from "../../../ask/src/UsageError.ts";

/** `natwise methods` */
export function methodsCommand(io: Io): Command {
  return new Command("methods")
    .description("List the methods: what each guarantees, its ceiling, bias and variance.")
    .option("--json", "print them as JSON")
    .option("--markdown", "print the tables of METHODS.md")
    .addHelpText(
      "after",
      `
A lower bound lies below the information, on average and up to sampling; an upper bound above. M negatives a row.

Examples:
  natwise methods
  natwise methods --json`,
    )
    .action(async ({ json, markdown }: { json?: boolean; markdown?: boolean }) => {
      if (json && markdown) throw new UsageError("--json and --markdown are two formats; choose one");
      const { methods } = await import("natwise");
      if (json) {
        io.stdout(`${JSON.stringify(methods, null, 2)}\n`);
        return;
      }
      const { methodColumns, methodRow, methodsMarkdown } = await import("../../../ask/src/words/methodsTable.ts");
      const { formatRows } = await import("../../../ask/src/words/formatRows.ts");
      io.stdout(
        markdown
          ? methodsMarkdown(methods)
          : formatRows(
              [methodColumns, ...methods.map(methodRow)],
              methodColumns.map(() => "left"),
            ),
      );
    });
}
