import { Command, Option } from "commander";
import type { Io } from "../frame/io.ts";
import { withAnswer } from "../frame/withAnswer.ts";
import { type AnswerOptions, answerOptions } from "../options/answerOptions.ts";
import { fileArgument } from "../options/fileArgument.ts";
import { parseColumns } from "../options/parseColumns.ts";
import { parseWhole } from "../options/parseWhole.ts";
import { repeatable } from "../options/repeatable.ts";
import { type RowOptions, rowOptions } from "../options/rowOptions.ts";
import { unitsOption } from "../options/unitsOption.ts";

interface Options extends AnswerOptions, RowOptions {
  readonly columns?: string[];
  readonly kind?: "discrete" | "differential";
  readonly units: "nats" | "bits";
  readonly threads?: number;
}

/** `natwise entropy FILE` */
export function entropyCommand(io: Io): Command {
  const command = new Command("entropy")
    .description(
      "How uncertain are the columns of a file, one by one and all together? Entropies, from data.",
    )
    .argument(...fileArgument)
    .option(
      "--columns <columns>",
      'names, separated by commas (default: all); "quote, a name" with a comma',
      repeatable(parseColumns),
    )
    .addOption(
      new Option(
        "--kind <kind>",
        "treat numbers as categories (discrete) or as points on a scale (differential); by default, it depends on how often values repeat",
      ).choices(["discrete", "differential"]),
    );
  rowOptions(command, {
    missing: "missing values: leave them out, column by column, or error",
    same: "numbers",
  }).addOption(unitsOption());
  return answerOptions(
    command,
    "print one JSON object instead, with values in nats, and in bits beside them if asked for",
  )
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
Discrete entropies are for values that repeat: the largest information that anything can carry about the column. Differential
entropies are for numbers on a scale: they depend on the unit and may be negative. The two kinds cannot be compared.

Examples:
  natwise entropy penguins.csv --columns species,island --units bits
  natwise entropy penguins.csv --columns bill_length_mm,bill_depth_mm --html entropy.html`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { columns, kind, where, sample, missing, seed, units, threads } = options;
  await withAnswer(file, options, io, async (work) => {
    const [ask, { readColumns }] = await Promise.all([import("@natwise/ask"), import("@natwise/ask/node")]);
    const { signal } = work;
    const table = await readColumns({
      ...{ path: file, first: [], others: columns, where, sample, missing, seed, threads, signal },
    });
    const answer = await ask.columnEntropies(table, { kind, seed }, work);
    const { rows, leftOut } = answer;
    return {
      rows: ask.entropyRows(answer),
      page: (plotter, made) => ask.renderEntropies(plotter, answer, { units, made }),
      json: () => ask.entropiesToJson(answer, units),
      text: () => ask.formatEntropies(answer, units),
      done: `${rows.length} of ${rows.length + leftOut.length} columns`,
    };
  });
}
