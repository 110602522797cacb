import { Command } from "commander";
import type { Io } from "../io.ts";
import { parseWhole } from "../parseWhole.ts";

interface Options {
  readonly quick?: boolean;
  readonly only?: string;
  readonly retry?: boolean;
  readonly csv?: string;
  readonly threads?: number;
  readonly seed: number;
}

/** `natwise run experiments/NAME` */
export function runCommand(io: Io): Command {
  return new Command("run")
    .description("Run an experiment: jobs on all cores, then its claims, figures and page.")
    .argument("<experiment>", "a folder with an experiment.mjs in it: experiments/mine-2018")
    .option("--quick", "a version of a few minutes, kept apart from the full one")
    .option("--only <beginning>", "only the jobs whose id begins like this")
    .option("--retry", "run the jobs again that failed")
    .option("--csv <file>", "write the rows as CSV, too")
    .option("--threads <n>", "processor cores to use", parseWhole("--threads", 1))
    .option("--seed <n>", "the first of the experiment's seeds", parseWhole("--seed", 0), 0)
    .addHelpText(
      "after",
      `
A job that is done is not run again: stopped or killed, the same command goes on where it was. Rows are JSON lines:
  duckdb -c "select * from 'experiments/mine-2018/rows.jsonl'"

Examples:
  natwise run experiments/mine-2018 --quick
  natwise run experiments/poole-2019 --only optimal --csv poole.csv`,
    )
    .action(async (path: string, options: Options) => {
      const { runExperiment } = await import("../../../ask/src/experiments/runExperiment.ts");
      await runExperiment(path, options, io);
    });
}
