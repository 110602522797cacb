import { type Command, Option } from "commander";
import { parseWhole } from "./parseWhole.ts";

/** Options that select rows of a file. */
export interface RowOptions {
  readonly where?: string;
  readonly sample?: number;
  readonly missing: "drop" | "error";
  readonly seed: number;
}

/**
 * @param options.missing help text of --missing
 * @param options.same the result that the same seed repeats: "number", "p-value"
 */
export function rowOptions(
  command: Command,
  { missing, same }: { readonly missing: string; readonly same: string },
): Command {
  return command
    .option("--where <sql>", "only rows for which this SQL condition holds: \"age > 30 AND sex = 'female'\"")
    .option(
      "--sample <n>",
      "a random sample of n rows, the same for the same seed",
      parseWhole("--sample", 20),
    )
    .addOption(new Option("--missing <what>", missing).choices(["drop", "error"]).default("drop"))
    .option("--seed <n>", `the same seed gives the same ${same}`, parseWhole("--seed", 0), 0);
}
