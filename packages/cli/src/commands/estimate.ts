import { Command } from "commander";
import type { Engine } from "natwise";
import type { Io } from "../frame/io.ts";
import { withAnswer } from "../frame/withAnswer.ts";
import { type AnswerOptions, answerOptions } from "../options/answerOptions.ts";
import { fileArgument } from "../options/fileArgument.ts";
import { parseColumns } from "../options/parseColumns.ts";
import { parseLevel } from "../options/parseLevel.ts";
import { parsePermutations } from "../options/parsePermutations.ts";
import { parseWhole } from "../options/parseWhole.ts";
import { refuseSampledSeries } from "../options/refuseSampledSeries.ts";
import { repeatable } from "../options/repeatable.ts";
import { type RowOptions, rowOptions } from "../options/rowOptions.ts";
import { unitsOption } from "../options/unitsOption.ts";

interface Options extends AnswerOptions, RowOptions {
  readonly x: string[];
  readonly y: string[];
  readonly given?: string[];
  readonly estimator?: string[];
  readonly k?: number;
  readonly level: number;
  readonly permutations: number;
  readonly series?: boolean;
  readonly rowsNeeded?: boolean;
  readonly critic?: string;
  readonly steps?: number;
  readonly batch?: number;
  readonly units: "nats" | "bits";
  readonly save?: string;
  readonly threads?: number;
}

/** `natwise estimate FILE --x COLS --y COLS` */
export function estimateCommand(io: Io): Command {
  const command = new Command("estimate")
    .description("How much information do columns of a file carry about other columns of it?")
    .argument(...fileArgument)
    .requiredOption(
      "--x <columns>",
      'names, separated by commas; "quote, a name" with a comma',
      repeatable(parseColumns),
    )
    .requiredOption(
      "--y <columns>",
      "the columns that x may carry information about",
      repeatable(parseColumns),
    )
    .option(
      "--given <columns>",
      "conditional mutual information, given these columns",
      repeatable(parseColumns),
    );
  rowOptions(command, { missing: "rows with missing values: drop them, or error", same: "number" })
    .option(
      "--estimator <names>",
      "estimators from `natwise methods`; several give a table (default: auto, which chooses by the columns)",
      repeatable((text: string) => text.split(",")),
    )
    .option("--k <n>", "neighbours, for ksg, gao, ross and geometric", parseWhole("--k", 1))
    .option("--level <p>", "level of the confidence interval", parseLevel("--level"), 0.95)
    .option(
      "--permutations <n>",
      "surrogates for the permutation p-value; 0 for none",
      parsePermutations({ none: true }),
      199,
    )
    .option("--series", "rows follow one another in time: the test and the interval keep their order")
    .option(
      "--rows-needed",
      "estimate from parts of the rows, too: where it tends, and how many rows it takes",
    )
    .option("--critic <name>", "network of the trained estimators: separable or concat")
    .option("--steps <n>", "maximum number of training steps", parseWhole("--steps", 1))
    .option("--batch <n>", "pairs per training step", parseWhole("--batch", 2))
    .addOption(unitsOption());
  return answerOptions(
    command,
    "print one JSON object instead, with values in nats, and in bits beside them if asked for",
  )
    .option("--save <file>", "write the trained critic as an ONNX model")
    .option("--threads <n>", "processor cores to use", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
Examples:
  natwise estimate penguins.csv --x bill_length_mm,flipper_length_mm --y species
  natwise estimate penguins.csv --x body_mass_g --y flipper_length_mm --given species
  natwise estimate penguins.csv --x body_mass_g --y flipper_length_mm --estimator mine,ksg
  natwise estimate 'logs/*.parquet' --x age,income --y churned --where "country = 'DE'" --units bits
  natwise estimate big.parquet --x a,b --y c --sample 20000 --json --html report.html`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { x, y, given = [], where, sample, missing, steps, batch, k, seed, units, threads } = options;
  const { level, permutations, series = false, rowsNeeded = false, save } = options;
  const ask = await import("@natwise/ask");
  const names = [...new Set((options.estimator ?? ["auto"]).map(ask.parseEstimator))];
  const critic = options.critic === undefined ? undefined : ask.parseCritic(options.critic);
  const conditional = given.length > 0;
  const estimators = ask.checkSpecs(names, { critic, steps, batch, k, save, conditional, rowsNeeded });
  refuseSampledSeries(series, sample);
  const question = { x, y, given, estimators, level, permutations, series, rowsNeeded, seed };
  ask.checkSides(question);
  let engine: Promise<Engine> | undefined;
  try {
    await withAnswer(file, options, io, async ({ signal, stop, onProgress }) => {
      const { readTable, startEngine, criticToOnnx } = await import("@natwise/ask/node");
      const columns = [...x, ...y, ...given];
      const table = await readTable({ path: file, columns, where, sample, missing, seed, threads, signal });
      const found = await ask.estimateInformation(table, question, {
        ...{ signal, stop, onProgress },
        engine() {
          engine ??= startEngine(threads);
          return engine;
        },
      });
      const { critic: trained } = found;
      const { remark } = await import("natwise");
      const answer =
        save === undefined || trained
          ? found.answer
          : { ...found.answer, remarks: [...found.answer.remarks, remark("criticNotSaved", { file: save })] };
      return {
        rows: ask.estimateRows(answer),
        page: (plotter, made) => ask.renderReport(plotter, [{ answer, table }], { units, made }),
        json: () => ask.estimateToJson(answer, units),
        text: () => ask.formatEstimate(answer, units),
        critic: async () =>
          trained === null
            ? null
            : criticToOnnx({ critic: trained, estimator: names[0], ...ask.encodeQuestion(table, question) }),
        done: `${answer.estimates.length} of ${estimators.length} estimators`,
      };
    });
  } finally {
    await (await engine)?.dispose();
  }
}
