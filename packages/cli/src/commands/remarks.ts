import { Command } from "commander";
import type { Io } from "../frame/io.ts";

/** `natwise remarks` */
export function remarksCommand(io: Io): Command {
  return new Command("remarks")
    .description(
      "List everything natwise may remark on, with the words for an example: the table of REMARKS.md.",
    )
    .addHelpText("after", "\nExamples:\n  natwise remarks > table.md")
    .action(async () => {
      const { remarksMarkdown } = await import("@natwise/ask");
      io.stdout(remarksMarkdown());
    });
}
