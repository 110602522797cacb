import type { Command } from "commander";
import { type AnswerOptions, answerOptions } from "./answerOptions.ts";
import { parsePermutations } from "./parsePermutations.ts";
import { parseWhole } from "./parseWhole.ts";
import { type RowOptions, rowOptions } from "./rowOptions.ts";
import { unitsOption } from "./unitsOption.ts";

/** The common options of `rank` and `matrix`. */
export interface PairOptions extends AnswerOptions, RowOptions {
  readonly columns?: string[];
  readonly series?: boolean;
  readonly permutations?: number;
  readonly top?: number;
  readonly units: "nats" | "bits";
  readonly threads?: number;
}

export function pairOptions(command: Command, top: string): Command {
  rowOptions(command, {
    missing: "missing values: leave their rows out, pair by pair, or error",
    same: "numbers",
  })
    .option("--series", "rows follow one another in time: tests and intervals keep their order")
    .option(
      "--permutations <n>",
      "surrogates for each p-value (default: as many as the number of tests requires)",
      parsePermutations(),
    )
    .option("--top <n>", top, parseWhole("--top", 1))
    .addOption(unitsOption());
  return answerOptions(
    command,
    "print one JSON object instead, with values in nats, and in bits beside them if asked for",
  ).option("--threads <n>", "processor cores to use", parseWhole("--threads", 1));
}
