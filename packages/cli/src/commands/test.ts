import { Command } from "commander";
import type { Io } from "../frame/io.ts";
import { withAnswer } from "../frame/withAnswer.ts";
import { type AnswerOptions, answerOptions } from "../options/answerOptions.ts";
import { fileArgument } from "../options/fileArgument.ts";
import { parseColumns } from "../options/parseColumns.ts";
import { parsePermutations } from "../options/parsePermutations.ts";
import { parseWhole } from "../options/parseWhole.ts";
import { refuseSampledSeries } from "../options/refuseSampledSeries.ts";
import { repeatable } from "../options/repeatable.ts";
import { type RowOptions, rowOptions } from "../options/rowOptions.ts";

interface Options extends AnswerOptions, RowOptions {
  readonly x: string[];
  readonly y: string[];
  readonly given?: string[];
  readonly series?: boolean;
  readonly permutations: number;
  readonly threads?: number;
}

/** `natwise test FILE --x COLS --y COLS` */
export function testCommand(io: Io): Command {
  const command = new Command("test")
    .description("Do columns of a file depend on other columns? A p-value, from permutations.")
    .argument(...fileArgument)
    .requiredOption(
      "--x <columns>",
      'names, separated by commas; "quote, a name" with a comma',
      repeatable(parseColumns),
    )
    .requiredOption("--y <columns>", "the columns that may depend on x", repeatable(parseColumns))
    .option("--given <columns>", "conditional independence, given these columns", repeatable(parseColumns))
    .option("--series", "rows follow one another in time: surrogates keep their order")
    .option("--permutations <n>", "surrogates to compare with", parsePermutations(), 999);
  rowOptions(command, { missing: "rows with missing values: drop them, or error", same: "p-value" });
  return answerOptions(command)
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
p is the share of surrogates that show as much dependence as the data. A surrogate is the data with the dependence removed: by a
shuffle of rows, by a circular shift of a series, or by a shuffle among rows with equal or similar given columns.

Examples:
  natwise test penguins.csv --x body_mass_g --y sex
  natwise test penguins.csv --x bill_length_mm,bill_depth_mm --y body_mass_g --given species --html test.html
  natwise test weather.csv --x temperature --y sales --series --permutations 4999`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { x, y, given = [], series = false, permutations, where, sample, missing, seed, threads } = options;
  refuseSampledSeries(series, sample);
  const ask = await import("@natwise/ask");
  const question = { x, y, given, permutations, series, seed };
  ask.checkSides(question);
  await withAnswer(file, options, io, async (work) => {
    const { readTable } = await import("@natwise/ask/node");
    const { signal } = work;
    const columns = [...x, ...y, ...given];
    const table = await readTable({ path: file, columns, where, sample, missing, seed, threads, signal });
    const answer = await ask.testIndependence(table, question, work);
    return {
      rows: ask.testRows(answer),
      page: (plotter, made) => ask.renderTest(plotter, answer, made),
      json: () => ask.testToJson(answer),
      text: () => ask.formatTest(answer),
      done: `${answer.permutations} surrogates`,
    };
  });
}
