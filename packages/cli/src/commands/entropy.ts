import { Command, Option } from "commander";
import type { Entropies, EntropyRow } from "../../../ask/src/questions/askEntropies.ts";
import { fileArgument } from "../fileArgument.ts";
import { inUnits, type Units } from "../../../ask/src/words/units.ts";
import type { Io } from "../io.ts";
import { type FindingOptions, findingOptions } from "../output/findingOptions.ts";
import { parseColumns } from "../parseColumns.ts";
import { parseWhole } from "../parseWhole.ts";
import { several } from "../several.ts";

interface Options extends FindingOptions {
  readonly columns?: string[];
  readonly kind?: "discrete" | "differential";
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly seed: number;
  readonly units: Units;
  readonly threads?: number;
}

/** `natwise entropy FILE` */
export function entropyCommand(io: Io): Command {
  const command = new Command("entropy")
    .description("How uncertain are columns of a file, each and all together?")
    .argument(...fileArgument)
    .option(
      "--columns <columns>",
      'names, separated by commas (default: all); "quote, a name" with a comma',
      several(parseColumns),
    )
    .addOption(
      new Option(
        "--kind <kind>",
        "take numbers as values (discrete) or as points on a scale (differential) (default: by how often values repeat)",
      ).choices(["discrete", "differential"]),
    )
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option("--sample <n>", "a random sample of n rows", parseWhole("--sample", 20))
    .addOption(
      new Option("--missing <what>", "missing values: leave them out, column by column, or error")
        .choices(["drop", "error"])
        .default("drop"),
    )
    .option("--seed <n>", "the same seed gives the same numbers", parseWhole("--seed", 0), 0)
    .addOption(
      new Option("--units <unit>", "what to print values in").choices(["nats", "bits"]).default("nats"),
    );
  return findingOptions(
    command,
    "print one JSON object instead; its values are in nats, with bits beside them if asked for",
  )
    .option("--threads <n>", "processor cores to read with", parseWhole("--threads", 1))
    .addHelpText(
      "after",
      `
Discrete: of values that repeat, the most anything can tell about the column. Differential: of numbers on a scale; it depends on
their unit and may be negative. The two kinds cannot be compared.

Examples:
  natwise entropy penguins.csv --columns species,island --units bits
  natwise entropy penguins.csv --columns bill_length_mm,bill_depth_mm --html entropy.html`,
    )
    .action((file: string, options: Options) => run(file, options, io));
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { columns, kind, where, sample, missing, seed, units, threads } = options;
  const { withFindings } = await import("../output/withFindings.ts");
  await withFindings(file, options, io, async ({ signal, why, bar }) => {
    const { askEntropies } = await import("../../../ask/src/questions/askEntropies.ts");
    const found = await askEntropies({
      ...{ path: file, columns, kind, where, sample, missing, seed, threads, signal, why },
      onProgress: bar.update,
    });
    const { rows, joint, leftOut } = found;
    return {
      rows: [...rows, ...(joint ? [joint] : [])].map(({ warnings, ...row }) => ({
        ...row,
        warnings: warnings.join(" "),
      })),
      page: async (command) =>
        (await import("../../../ask/src/pages/renderEntropies.ts")).renderEntropies(found, units, command),
      json: async () => toJson(found, units),
      text: async () => (await import("../../../ask/src/words/formatEntropies.ts")).formatEntropies(found, units),
      done: `${rows.length} of ${rows.length + leftOut.length} columns`,
    };
  });
}

function toJson({ path, rows, joint, together: _, ...found }: Entropies, units: Units) {
  const bits = ({ column, nats, ...row }: EntropyRow) => ({
    ...{ column, nats },
    ...(units === "bits" ? { bits: nats === null ? null : inUnits(nats, units) } : {}),
    ...row,
  });
  return { rows: rows.map(bits), joint: joint && bits(joint), file: path, ...found };
}
