import { relative } from "node:path";
import { Command } from "commander";
import { InterruptedError } from "../frame/InterruptedError.ts";
import type { Io } from "../frame/io.ts";
import { parseWhole } from "../options/parseWhole.ts";
import { version } from "../version.ts";

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
    .description("Run the jobs of an experiment on all cores, then check its claims and draw its figures.")
    .argument("<experiment>", "a folder with an experiment.ts in it: experiments/mine-2018")
    .option("--quick", "a version of a few minutes, stored separately")
    .option("--only <beginning>", "only the jobs whose id begins with this")
    .option("--retry", "run failed jobs again")
    .option("--csv <file>", "also write the rows as CSV")
    .option("--threads <n>", "processor cores to use", parseWhole("--threads", 1))
    .option("--seed <n>", "the first of the experiment's seeds", parseWhole("--seed", 0), 0)
    .addHelpText(
      "after",
      `
A finished job is not run again: after a stop, the same command continues. Rows are JSON lines:
  duckdb -c "select * from 'experiments/mine-2018/rows.jsonl'"

Examples:
  natwise run experiments/mine-2018 --quick
  natwise run experiments/poole-2019 --only optimal --csv poole.csv`,
    )
    .action((path: string, options: Options) => run(path, options, io));
}

async function run(path: string, options: Options, io: Io): Promise<void> {
  const { quick = false, only = "", retry = false, csv, threads, seed } = options;
  const [ask, node, { progressBar }] = await Promise.all([
    import("@natwise/ask"),
    import("@natwise/ask/node"),
    import("../frame/progressBar.ts"),
  ]);
  if (csv !== undefined) node.checkOutput("--csv", csv, node.findExperiment(path).file);
  const made = { command: ["natwise", ...io.argv], version: version() };
  const bar = await progressBar(io.terminal);
  const done = await node
    .runExperiment(path, {
      ...{ quick, only, retry, threads, seed, version: made.version, signal: io.signal },
      onProgress: bar.update,
      onResult(job, { seconds, error }, finished, chosen) {
        if (io.terminal) return;
        const failed = error === undefined ? "" : `, failed: ${error}`;
        io.stderr(`${finished} of ${chosen}: ${job.id}, ${seconds.toFixed(1)} s${failed}\n`);
      },
    })
    .finally(() => bar.stop());
  const { folder, jobs, results, chosen, pending } = done;
  const here = (file: string) => relative(process.cwd(), `${folder}/${file}`) || ".";
  if (io.signal.aborted) {
    throw new InterruptedError(
      `${results.size} of ${jobs.length} jobs are done and kept in ${here("results")}; the same command goes on from there`,
    );
  }
  const { page, rows, failed } = await node.reportExperiment(done, { quick, made });
  if (csv !== undefined) node.writeWhole(csv, ask.toCsv(rows));
  const align = (head: readonly string[]) => head.map((_, i) => (i === 0 ? "left" : "right"));
  const judged = quick
    ? "The quick version shows that everything runs; it is too short to judge claims by."
    : results.size === jobs.length
      ? ""
      : `Judged on ${results.size} of ${jobs.length} jobs.`;
  io.stdout(
    [
      ...page.tables.map(({ caption, cells }) => `${caption}\n\n${ask.formatRows(cells, align(cells[0]))}`),
      ...page.verdicts.map(
        ({ pass, claim, because }) =>
          `${pass === null ? "open" : pass ? "pass" : "FAIL"}  ${claim}: ${because}`,
      ),
      ...(judged ? [judged] : []),
      ...page.failures.map((failure) => `failed  ${failure}`),
      `${chosen} job${chosen === 1 ? "" : "s"}: ${pending} run now, ${chosen - pending} done before, ${failed} failed${failed > 0 ? "; --retry runs those again" : ""}`,
      `Rows: ${here("rows.jsonl")}   Figures: ${here("figures")}   Page: ${here("report.html")}   Tables: ${here("RESULTS.md")}`,
      "",
    ].join("\n"),
  );
}
