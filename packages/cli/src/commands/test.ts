import { Command, Option } from "commander";
import type { Tested } from "../../../ask/src/questions/askTest.ts";
import { fileArgument } from "../fileArgument.ts";
import type { Io } from "../io.ts";
import { type FindingOptions, findingOptions } from "../output/findingOptions.ts";
import { parseColumns } from "../parseColumns.ts";
import { parsePermutations } from "../parsePermutations.ts";
import { parseWhole } from "../parseWhole.ts";
import { sampledSeries } from "../sampledSeries.ts";
import { several } from "../several.ts";

interface Options extends FindingOptions {
  readonly x: string[];
  readonly y: string[];
  readonly given?: string[];
  readonly series?: boolean;
  readonly permutations: number;
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly seed: number;
  readonly threads?: number;
}

/** `natwise test FILE --x COLS --y COLS` */
export function testCommand(io: Io): Command {
  const command = new Command("test")
    .description("Do columns of a file tell anything about other columns? A p-value, from permutations.")
    .argument(...fileArgument)
    .requiredOption(
      "--x <columns>",
      'names, separated by commas; "quote, a name" with a comma',
      several(parseColumns),
    )
    .requiredOption("--y <columns>", "the columns x is asked about", several(parseColumns))
    .option("--given <columns>", "whether x tells about y what these columns do not", several(parseColumns))
    .option("--series", "rows follow one another in time: surrogates keep their order")
    .option("--permutations <n>", "surrogates to compare with", parsePermutations(19), 999)
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option("--sample <n>", "a random sample of n complete rows", parseWhole("--sample", 20))
    .addOption(
      new Option("--missing <what>", "rows with missing values: drop them, or error")
        .choices(["drop", "error"])
        .default("drop"),
    )
    .option("--seed <n>", "the same seed gives the same p-value", parseWhole("--seed", 0), 0);
  return findingOptions(command)
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
p is the share of surrogates, data without the dependence, that show as much information as the data: shuffled rows, circular
shifts of a series, or shuffles among rows that are alike in the columns held fixed.

Examples:
  natwise test penguins.csv --x body_mass_g --y sex
  natwise test penguins.csv --x bill_length_mm,bill_depth_mm --y body_mass_g --given species --html test.html
  natwise test weather.csv --x temperature --y sales --series --permutations 4999`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { x, y, given, series = false, permutations, where, sample, missing, seed, threads } = options;
  if (series && sample !== undefined) throw sampledSeries();
  const { withFindings } = await import("../output/withFindings.ts");
  await withFindings(file, options, io, async ({ signal, why, bar }) => {
    const [{ readQuestion }, { askTest }] = await Promise.all([import("../../../ask/src/questions/ask.ts"), import("../../../ask/src/questions/askTest.ts")]);
    const asked = await readQuestion({
      ...{ path: file, x, y, given, where, sample, missing, seed, threads, signal },
    });
    const limited = options.maxSeconds !== undefined;
    const tested = await askTest(asked, {
      ...{ permutations, series, seed, limited, signal, why, onProgress: bar.update },
    });
    return {
      rows: [toRow(tested)],
      page: async (command) => (await import("../../../ask/src/pages/renderTest.ts")).renderTest(tested, command),
      json: async () => toJson(tested),
      text: async () => (await import("../../../ask/src/words/formatTest.ts")).formatTest(tested),
      done: `${tested.permutations} surrogates`,
    };
  });
}

function toJson({ path, compared, read, dropped, notes, warnings, seed, ...found }: Tested) {
  const { observed, unit } = compared;
  const rows = { read, dropped, used: found.n };
  return { ...found, observed, unit, file: path, rows, seed, notes, warnings };
}

function toRow({ x, y, given, warnings, ...found }: Tested) {
  const { pValue, surrogate, statistic, compared, permutations, n, tested, seed } = found;
  return {
    ...{ x: x.join(", "), y: y.join(", "), given: given.join(", "), pValue, surrogate, statistic },
    ...{ observed: compared.observed, unit: compared.unit, permutations, n, tested, seed },
    warnings: warnings.join(" "),
  };
}
