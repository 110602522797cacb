import { Command } from "commander";
import type { Io } from "../frame/io.ts";

/** `natwise remarks` */
export function remarksCommand(io: Io): Command {
  return new Command("remarks")
    .description("List all warnings, notes and refusals with an example of each: the table of REMARKS.md.")
    .addHelpText("after", "\nExamples:\n  natwise remarks > table.md")
    .action(async () => {
      const { remarksMarkdown } = await import("@natwise/ask");
      io.stdout(remarksMarkdown());
    });
}
