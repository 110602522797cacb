import { Command, Option } from "commander";
import type { Engine } from "natwise";
import type { AskOptions } from "../../../ask/src/questions/ask.ts";
import {
  conditionalNames,
  defaults,
  estimatorNames,
  isTrained,
  parseCritic,
  parseEstimator,
  takesNeighbours,
} from "../../../ask/src/estimators/estimators.ts";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import { type FindingOptions, findingOptions } from "../output/findingOptions.ts";
import { parseColumns } from "../parseColumns.ts";
import { parseLevel } from "../parseLevel.ts";
import { parsePermutations } from "../parsePermutations.ts";
import { parseWhole } from "../parseWhole.ts";
import { sampledSeries } from "../sampledSeries.ts";
import { several } from "../several.ts";
import { UsageError } from "../../../ask/src/UsageError.ts";

interface Options extends FindingOptions {
  readonly x: string[];
  readonly y: string[];
  readonly given?: string[];
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly estimator?: NonNullable<AskOptions["estimators"]>[number][];
  readonly k?: number;
  readonly level: number;
  readonly permutations: number;
  readonly series?: boolean;
  readonly critic?: AskOptions["critic"];
  readonly steps?: number;
  readonly batch?: number;
  readonly seed: number;
  readonly units: "nats" | "bits";
  readonly save?: string;
  readonly threads?: number;
}

/** `natwise estimate FILE --x COLS --y COLS` */
export function estimateCommand(io: Io): Command {
  const oneOf = (flag: string, description: string, choices: readonly string[]) =>
    new Option(flag, description).choices(choices);
  const command = new Command("estimate")
    .description("How much do columns of a file know about other columns of it?")
    .argument(...fileArgument)
    .requiredOption(
      "--x <columns>",
      'names, separated by commas; "quote, a name" with a comma',
      several(parseColumns),
    )
    .requiredOption("--y <columns>", "the columns x is asked about", several(parseColumns))
    .option(
      "--given <columns>",
      "columns held fixed: what x tells about y beyond what these tell",
      several(parseColumns),
    )
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option(
      "--sample <n>",
      "a random sample of n complete rows, the same for the same seed",
      parseWhole("--sample", 20),
    )
    .addOption(
      oneOf("--missing <what>", "rows with missing values: drop them, or error", ["drop", "error"]).default(
        "drop",
      ),
    )
    .option(
      "--estimator <names>",
      `${estimatorNames.join(", ")}; several give a table (default: auto, which looks at the columns and chooses)`,
      several((text: string) => text.split(",").map(parseEstimator)),
    )
    .option("--k <n>", "neighbours, for ksg, gao, ross and geometric", parseWhole("--k", 1))
    .option("--level <p>", "of the interval", parseLevel("--level"), defaults.level)
    .option(
      "--permutations <n>",
      "shuffles for the p-value; 0 for none",
      parsePermutations(0),
      defaults.permutations,
    )
    .option("--series", "rows follow one another in time: the test and the interval keep their order")
    .option("--critic <name>", "network of the neural estimators: separable or concat", parseCritic)
    .option("--steps <n>", "training steps, at the most", parseWhole("--steps", 1))
    .option("--batch <n>", "pairs a training step", parseWhole("--batch", 2))
    .option("--seed <n>", "the same seed gives the same number", parseWhole("--seed", 0), 0)
    .addOption(oneOf("--units <unit>", "what to print values in", ["nats", "bits"]).default("nats"));
  return findingOptions(
    command,
    "print one JSON object instead; its values are in nats, with bits beside them if asked for",
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
  const { x, y, given, where, sample, missing, critic, steps, batch, k, seed, units, threads } = options;
  const { level, permutations, series, maxSeconds, save } = options;
  const estimators = [...new Set(options.estimator ?? ["auto" as const])];
  const trained = estimators.filter(isTrained);
  if (trained.length === 0) {
    for (const [option, value] of Object.entries({ critic, steps, batch, save })) {
      if (value === undefined) continue;
      throw new UsageError(
        `--${option} has no meaning for ${estimators.join(", ")}, which ${estimators.includes("auto") ? "chooses by itself" : "trains nothing"}; leave it out, or add --estimator mine`,
      );
    }
  }
  if (k !== undefined && !estimators.some(takesNeighbours)) {
    throw new UsageError(
      `--k has no meaning for ${estimators.join(", ")}; leave it out, or add --estimator ksg`,
    );
  }
  if (save !== undefined && trained.length > 1) {
    throw new UsageError(
      `--save writes one critic, but ${trained.join(", ")} train one each; name one estimator`,
    );
  }
  if (given !== undefined) {
    const unable = estimators.filter((name) => !conditionalNames.includes(name));
    if (unable.length > 0) {
      throw new UsageError(
        `--given: ${unable.join(", ")} cannot hold columns fixed; ${conditionalNames.join(", ")} can`,
      );
    }
  }
  if (series && sample !== undefined) throw sampledSeries();
  const { withFindings } = await import("../output/withFindings.ts");
  let engine: Promise<Engine> | undefined;
  try {
    await withFindings(file, options, io, async ({ signal, why, bar }) => {
      const [{ ask, readQuestion }, { answerToRows }] = await Promise.all([
        import("../../../ask/src/questions/ask.ts"),
        import("../../../ask/src/words/answerToRows.ts"),
      ]);
      const asked = await readQuestion({
        ...{ path: file, x, y, given, where, sample, missing, seed, threads, signal },
      });
      const found = await ask(asked, {
        ...{ estimators, critic, steps, batch, k, level, permutations, series, seed, signal },
        ...{ limited: maxSeconds !== undefined, why },
        engine() {
          engine ??= import("../../../ask/src/startEngine.ts").then(({ startEngine }) => startEngine(threads));
          return engine;
        },
        onProgress: bar.update,
      });
      const trainedCritic = found.estimates.some(({ critic }) => critic !== undefined);
      const unsaved =
        save === undefined || trainedCritic ? [] : [`No critic was trained in time: ${save} is not written.`];
      const answer = { ...found, warnings: [...found.warnings, ...unsaved] };
      return {
        rows: answerToRows(answer),
        async page(command) {
          const { renderReport } = await import("../../../ask/src/pages/renderReport.ts");
          return renderReport({ answers: [answer], units, command });
        },
        json: async () => (await import("../../../ask/src/words/answerToJson.ts")).answerToJson(answer, units),
        text: async () => (await import("../../../ask/src/words/formatAnswer.ts")).formatAnswer(answer, units),
        critic: async () =>
          trainedCritic ? (await import("../../../ask/src/questions/node/criticToOnnx.ts")).criticToOnnx(answer) : null,
        done: `${answer.estimates.length} of ${estimators.length} estimators`,
      };
    });
  } finally {
    await (await engine)?.dispose();
  }
}
