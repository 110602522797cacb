import { UsageError } from "@natwise/ask/UsageError";
import { Command, CommanderError } from "commander";
import { citeCommand } from "./commands/cite.ts";
import { entropyCommand } from "./commands/entropy.ts";
import { estimateCommand } from "./commands/estimate.ts";
import { matrixCommand } from "./commands/matrix.ts";
import { methodsCommand } from "./commands/methods.ts";
import { rankCommand } from "./commands/rank.ts";
import { remarksCommand } from "./commands/remarks.ts";
import { runCommand } from "./commands/run.ts";
import { testCommand } from "./commands/test.ts";
import { InterruptedError } from "./frame/InterruptedError.ts";
import type { Io } from "./frame/io.ts";
import { version } from "./version.ts";

/** To add a command, add a file in commands/ and a name here. */
const commands: readonly ((io: Io) => Command)[] = [
  estimateCommand,
  rankCommand,
  matrixCommand,
  testCommand,
  entropyCommand,
  runCommand,
  methodsCommand,
  remarksCommand,
  citeCommand,
];

/**
 * Runs `natwise` with the given arguments and resolves to the exit code: 0 for success, 1 for a bug, 2 for bad input, 130 after
 * Ctrl-C.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const program = new Command("natwise")
    .description(
      "How much information do the columns of a file carry about each other? Mutual information, from data.",
    )
    .version(version())
    .addHelpText(
      "after",
      `
Examples:
  natwise estimate penguins.csv --x bill_length_mm,flipper_length_mm --y species
  natwise estimate 'logs/*.parquet' --x age,income --y churned --units bits --html report.html
  natwise rank penguins.csv --target species
  natwise matrix penguins.csv --html matrix.html
  natwise test penguins.csv --x bill_length_mm --y sex --given species
  natwise entropy penguins.csv --columns species,island
  natwise run experiments/mine-2018 --quick
  natwise estimate --help`,
    );
  for (const command of commands) program.addCommand(command(io));
  // Commands added with addCommand do not inherit these settings.
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: () => {} });
  }
  if (argv.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return 0;
  } catch (error) {
    if (io.signal.aborted) {
      io.stderr(
        `natwise: stopped; ${error instanceof InterruptedError ? error.message : "nothing was written"}\n`,
      );
      return 130;
    }
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      const message = oneLine(error.message.replace(/^error: /, "")).replace(/\.$/, "");
      io.stderr(
        `natwise: ${message}${/see natwise/.test(message) ? "" : `; see ${helpFor(argv, program)}`}\n`,
      );
      return 2;
    }
    // The library refuses data with RangeErrors that name the remedy.
    if (error instanceof UsageError || error instanceof RangeError) {
      io.stderr(`natwise: ${oneLine(error.message)}\n`);
      return 2;
    }
    io.stderr(`natwise: this is a bug, please report it with the command you ran\n`);
    io.stderr(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

/** The help to refer to: that of the command if it exists, else the general one. */
function helpFor([name]: readonly string[], { commands }: Command): string {
  return commands.some((command) => command.name() === name) ? `natwise ${name} --help` : "natwise --help";
}

function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, " ");
}
