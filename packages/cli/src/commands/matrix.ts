import { Command } from "commander";
import type { Io } from "../frame/io.ts";
import { withAnswer } from "../frame/withAnswer.ts";
import { fileArgument } from "../options/fileArgument.ts";
import { type PairOptions, pairOptions } from "../options/pairOptions.ts";
import { parseColumns } from "../options/parseColumns.ts";
import { refuseSampledSeries } from "../options/refuseSampledSeries.ts";
import { repeatable } from "../options/repeatable.ts";

/** Pairs printed without --top. */
const PRINTED = 20;

/** `natwise matrix FILE` */
export function matrixCommand(io: Io): Command {
  const command = new Command("matrix")
    .description(
      "How much information do the columns of a file carry about each other? All pairs, with a heat map.",
    )
    .argument(...fileArgument)
    .option(
      "--columns <columns>",
      'the columns (default: all); "quote, a name" with a comma',
      repeatable(parseColumns),
    );
  return pairOptions(command, `pairs to print (${PRINTED}) and to estimate (300; the others are screened)`)
    .addHelpText(
      "after",
      `
q is the smallest false discovery rate, over all pairs, at which the pair would be significant (Benjamini and Hochberg).

Examples:
  natwise matrix penguins.csv --html penguins.html
  natwise matrix genes.parquet --columns a,b,c,d --csv pairs.csv --max-seconds 600`,
    )
    .action((file: string, options: PairOptions) => run(file, options, io));
}

async function run(file: string, options: PairOptions, io: Io): Promise<void> {
  const { columns, units, seed, top, where, sample, missing, threads } = options;
  const { series = false, permutations = null } = options;
  refuseSampledSeries(series, sample);
  await withAnswer(file, options, io, async (work) => {
    const [ask, { pairThreads, readColumns }] = await Promise.all([
      import("@natwise/ask"),
      import("@natwise/ask/node"),
    ]);
    const { signal } = work;
    const table = await readColumns({
      ...{ path: file, first: [], others: columns, where, sample, missing, seed, threads, signal },
    });
    const question = { permutations, top: top ?? null, series, seed };
    const matrix = await ask.pairwiseInformation(table, question, pairThreads(threads), work);
    const { rows, leftOut } = matrix;
    return {
      rows: ask.pairRows(rows),
      page: (plotter, made) => ask.renderMatrix(plotter, matrix, { units, made }),
      json: () => ask.matrixToJson(matrix, units),
      text: () => ask.formatMatrix(matrix, units, top ?? PRINTED),
      done: `${rows.length} of ${rows.length + leftOut} pairs`,
    };
  });
}
