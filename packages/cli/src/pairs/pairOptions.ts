import { type Command, Option } from "commander";
import { type FindingOptions, findingOptions } from "../output/findingOptions.ts";
import { parsePermutations } from "../parsePermutations.ts";
import { parseWhole } from "../parseWhole.ts";

/** What `rank` and `matrix` have in common. */
export interface PairOptions extends FindingOptions {
  readonly columns?: string[];
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly series?: boolean;
  readonly permutations?: number;
  readonly top?: number;
  readonly seed: number;
  readonly units: "nats" | "bits";
  readonly threads?: number;
}

export function pairOptions(command: Command, top: string): Command {
  command
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option(
      "--sample <n>",
      "a random sample of n rows, the same for the same seed",
      parseWhole("--sample", 20),
    )
    .addOption(
      new Option("--missing <what>", "missing values: leave their rows out, pair by pair, or error")
        .choices(["drop", "error"])
        .default("drop"),
    )
    .option("--series", "rows follow one another in time: the tests and the intervals keep their order")
    .option(
      "--permutations <n>",
      "surrogates for each p-value (default: as many as the number of tests asks for)",
      parsePermutations(19),
    )
    .option("--top <n>", top, parseWhole("--top", 1))
    .option("--seed <n>", "the same seed gives the same numbers", parseWhole("--seed", 0), 0)
    .addOption(
      new Option("--units <unit>", "what to print values in").choices(["nats", "bits"]).default("nats"),
    );
  return findingOptions(
    command,
    "print one JSON object instead; its values are in nats, with bits beside them if asked for",
  ).option("--threads <n>", "processor cores to use", parseWhole("--threads", 1));
}
