import { UsageError } from "@natwise/ask/UsageError";
import { Command } from "commander";
import type { Io } from "../frame/io.ts";
import { withAnswer } from "../frame/withAnswer.ts";
import { fileArgument } from "../options/fileArgument.ts";
import { type PairOptions, pairOptions } from "../options/pairOptions.ts";
import { parseColumns } from "../options/parseColumns.ts";
import { refuseSampledSeries } from "../options/refuseSampledSeries.ts";
import { repeatable } from "../options/repeatable.ts";

interface Options extends PairOptions {
  readonly target: string;
  readonly given?: string[];
  readonly redundancy?: boolean;
}

/** Columns printed without --top. */
const PRINTED = 30;

/** `natwise rank FILE --target COL` */
export function rankCommand(io: Io): Command {
  const command = new Command("rank")
    .description("How much information does each column of a file carry about one of them? Best first.")
    .argument(...fileArgument)
    .requiredOption("--target <column>", "the column about which the others may carry information")
    .option(
      "--columns <columns>",
      'the columns to rank (default: all others); "quote, a name" with a comma',
      repeatable(parseColumns),
    )
    .option(
      "--given <columns>",
      "rank by conditional information, given these columns",
      repeatable(parseColumns),
    )
    .option("--redundancy", "also print the order in which columns add most, redundant columns last (CMIM)");
  return pairOptions(
    command,
    `columns to print (${PRINTED}), to estimate (200; the others are screened) and to put in order (10)`,
  )
    .addHelpText(
      "after",
      `
Each column has a permutation test and an estimate with a 95% confidence interval; q is the smallest false discovery rate at
which the column would be significant (Benjamini and Hochberg).

Examples:
  natwise rank penguins.csv --target species
  natwise rank penguins.csv --target body_mass_g --given species,sex
  natwise rank genes.parquet --target outcome --redundancy --top 20 --max-seconds 300 --html genes.html`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { target, columns, units, seed, top, where, sample, missing, threads } = options;
  const { series = false, redundancy = false, permutations = null } = options;
  const plain = (name: string) => name.toLowerCase();
  // Letter case matters in no name.
  const given = [...new Map((options.given ?? []).map((name) => [plain(name), name])).values()];
  if (given.some((name) => plain(name) === plain(target)))
    throw new UsageError(`column "${target}" is the target and cannot be given too; leave it out of --given`);
  const wanted = columns?.filter((name) => ![target, ...given].some((one) => plain(one) === plain(name)));
  if (wanted?.length === 0)
    throw new UsageError(`--columns ${columns!.join(",")}: name a column besides the target`);
  refuseSampledSeries(series, sample);
  await withAnswer(file, options, io, async (work) => {
    const [ask, { pairThreads, readColumns }] = await Promise.all([
      import("@natwise/ask"),
      import("@natwise/ask/node"),
    ]);
    const { signal } = work;
    const table = await readColumns({
      ...{ path: file, first: [target, ...given], others: wanted },
      ...{ where, sample, missing, seed, threads, signal },
    });
    const question = { target, given, permutations, top: top ?? null, redundancy, series, seed };
    const ranking = await ask.rankColumns(table, question, pairThreads(threads), work);
    const all = ranking.rows.length + ranking.leftOut.length;
    return {
      rows: ask.pairRows(ranking.rows),
      page: (plotter, made) => ask.renderRanking(plotter, ranking, { units, made }),
      json: () => ask.rankingToJson(ranking, units),
      text: () => ask.formatRanking(ranking, units, top ?? PRINTED),
      done: `${ranking.rows.length} of ${all} columns`,
    };
  });
}
