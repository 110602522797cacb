import { type Command, Option } from "commander";
import { parseWhole } from "../parseWhole.ts";
import { UsageError } from "../UsageError.ts";

/** What `rank` and `matrix` have in common. */
export interface PairOptions {
  readonly columns?: string[];
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly permutations?: number;
  readonly maxSeconds?: number;
  readonly top?: number;
  readonly seed: number;
  readonly units: "nats" | "bits";
  readonly json?: boolean;
  readonly csv?: string;
  readonly html?: string;
  readonly threads?: number;
}

export function pairOptions(command: Command, top: string): Command {
  return command
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
    .option(
      "--permutations <n>",
      "surrogates for each p-value (default: as many as the number of tests asks for)",
      parseWhole("--permutations", 19),
    )
    .option("--max-seconds <s>", "stop then, and keep what is done", seconds)
    .option("--top <n>", top, parseWhole("--top", 1))
    .option("--seed <n>", "the same seed gives the same numbers", parseWhole("--seed", 0), 0)
    .addOption(
      new Option("--units <unit>", "what to print values in").choices(["nats", "bits"]).default("nats"),
    )
    .option(
      "--json",
      "print one JSON object instead; its values are in nats, with bits beside them if asked for",
    )
    .option("--csv <file>", "write the rows as CSV, in nats")
    .option("--html <file>", "write a report: one file that opens in any browser")
    .option("--threads <n>", "processor cores to use", parseWhole("--threads", 1));
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--max-seconds must be a number above 0, got ${text}`);
}
