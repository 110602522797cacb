import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { formatRows } from "../words/formatRows.ts";
import type { Io } from "../../../cli/src/io.ts";
import { checkOutput } from "../files/checkOutput.ts";
import { writeWhole } from "../files/writeWhole.ts";
import { version } from "../../../cli/src/program.ts";
import { progressBar } from "../../../cli/src/progressBar.ts";
import { plotter } from "../figures/figure.ts";
import { type ExperimentPage, renderExperiment } from "../pages/renderExperiment.ts";
import { renderResults } from "../pages/renderResults.ts";
import { Stopped } from "../../../cli/src/Stopped.ts";
import { UsageError } from "../UsageError.ts";
import { type Claim, findExperiment, jobsOf, loadExperiment, type Row, type Verdict } from "./experiment.ts";
import { csv, jsonLines, type Result, readResult, rowsOf, writeResult } from "./results.ts";
import { runJobs } from "./runJobs.ts";

export interface RunExperimentOptions {
  readonly quick?: boolean;
  readonly only?: string;
  readonly retry?: boolean;
  readonly csv?: string;
  readonly threads?: number;
  readonly seed: number;
}

/**
 * Runs what is missing of an experiment, then writes into its folder, or into `quick` inside it:
 *
 *   results/ID.json   a file for each job
 *   rows.jsonl        all rows, in the order of the jobs; the same bytes however often the run was interrupted
 *   times.jsonl       the seconds each job took
 *   figures/*.svg, report.html, RESULTS.md
 *
 * @throws UsageError for a path or option at fault, Stopped after Ctrl-C
 */
export async function runExperiment(
  path: string,
  { quick = false, only = "", retry = false, csv: csvFile, threads, seed }: RunExperimentOptions,
  io: Io,
): Promise<void> {
  const found = findExperiment(path);
  if (csvFile !== undefined) checkOutput("--csv", csvFile, found.file);
  const experiment = await loadExperiment(found);
  const jobs = jobsOf(experiment, { quick, seed });
  const chosen = jobs.filter(({ id }) => id.startsWith(only));
  if (chosen.length === 0) {
    throw new UsageError(
      `--only ${only}: no job begins like this; the first of ${jobs.length} is ${jobs[0]?.id ?? "missing"}`,
    );
  }
  const folder = quick ? join(found.folder, "quick") : found.folder;
  const results = new Map<string, Result>();
  for (const job of jobs) {
    const before = readResult(folder, job);
    if (before && !(retry && before.error !== undefined)) results.set(job.id, before);
  }
  const pending = chosen.filter(({ id }) => !results.has(id));
  const about = {
    commit: commitOf(found.folder),
    versions: { natwise: version(), node: process.versions.node },
  };
  const bar = await progressBar(io.terminal);
  try {
    await runJobs(pending, {
      ...{ file: found.file, quick, seed, signal: io.signal },
      // More threads than cores would only take turns.
      threads: Math.min(threads ?? Infinity, availableParallelism()),
      onProgress: (done) =>
        bar.update({
          done,
          label: `${chosen.filter(({ id }) => results.has(id)).length} of ${chosen.length} jobs`,
        }),
      onResult(job, { seconds, ...outcome }) {
        const result: Result = { labels: job.labels, rows: [], ...outcome, ...about, seconds };
        writeResult(folder, job, result);
        results.set(job.id, result);
        if (io.terminal) return;
        const done = chosen.filter(({ id }) => results.has(id)).length;
        io.stderr(
          `${done} of ${chosen.length}: ${job.id}, ${seconds.toFixed(1)} s${result.error === undefined ? "" : `, failed: ${result.error}`}\n`,
        );
      },
    });
  } finally {
    bar.stop();
  }
  const here = (file: string) => relative(process.cwd(), join(folder, file)) || ".";
  if (io.signal.aborted) {
    throw new Stopped(
      `${results.size} of ${jobs.length} jobs are done and kept in ${here("results")}; the same command goes on from there`,
    );
  }

  mkdirSync(join(folder, "figures"), { recursive: true });
  const rows = rowsOf(jobs, results);
  const seconds = new Map([...results].map(([id, result]) => [id, result.seconds]));
  const timed = rows.map((row) => ({ ...row, seconds: seconds.get(row.id as string) }));
  const times = jobs.flatMap(({ id }) => (results.has(id) ? [{ id, seconds: seconds.get(id) }] : []));
  writeWhole(join(folder, "rows.jsonl"), jsonLines(rows));
  writeWhole(join(folder, "times.jsonl"), jsonLines(times));
  if (csvFile !== undefined) writeWhole(csvFile, csv(timed));

  const good = timed.filter((row) => !("error" in row));
  const verdicts = experiment.claims.map((claim) => ({ claim: claim.claim, ...judge(claim, good) }));
  const drawing = await plotter();
  const failures = rows.flatMap(({ id, error }) => (error === undefined ? [] : [`${id}: ${error}`]));
  // A figure that cannot be drawn is said; hours of rows are not held up by it.
  const attempt = <T>(what: string, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  };
  const figures = experiment.figures.flatMap(({ name, caption, draw }) => {
    const svg = attempt(`figure ${name}`, () => draw(good, drawing));
    if (svg === null) return [];
    writeWhole(join(folder, "figures", `${name}.svg`), standalone(svg));
    return [{ name, caption, svg }];
  });
  const tables = (experiment.tables ?? []).flatMap(({ name, caption, cells }) => {
    const made = attempt(`table ${name}`, () => cells(good));
    return made === null || made.length < 2 ? [] : [{ caption, cells: made }];
  });
  const complete = results.size === jobs.length;
  const failed = rows.filter((row) => "error" in row).length;
  const page: ExperimentPage = {
    ...{ title: experiment.title, about: experiment.about, verdicts, tables, figures, failures },
    ...{ quick, jobs: jobs.length, done: results.size, command: ["natwise", ...io.argv], ...about },
    hours: times.reduce((sum, time) => sum + (time.seconds ?? 0), 0) / 3600,
  };
  writeWhole(join(folder, "report.html"), renderExperiment(page));
  writeWhole(join(folder, "RESULTS.md"), renderResults(page));

  const lines = verdicts.map(
    ({ pass, claim, because }) => `${pass === null ? "open" : pass ? "pass" : "FAIL"}  ${claim}: ${because}`,
  );
  const judged = quick
    ? "The quick version shows that everything runs; it is too short to judge claims by."
    : complete
      ? ""
      : `Judged on ${results.size} of ${jobs.length} jobs.`;
  io.stdout(
    [
      ...tables.map(({ caption, cells }) => `${caption}\n\n${formatRows(cells, alignment(cells[0]))}`),
      ...lines,
      ...(judged ? [judged] : []),
      ...failures.map((failure) => `failed  ${failure}`),
      `${chosen.length} jobs: ${pending.length} run now, ${chosen.length - pending.length} done before, ${failed} failed${failed > 0 ? "; --retry runs those again" : ""}`,
      `Rows: ${here("rows.jsonl")}   Figures: ${here("figures")}   Page: ${here("report.html")}   Tables: ${here("RESULTS.md")}`,
      "",
    ].join("\n"),
  );
}

/** The first column names what the others measure. */
const alignment = (head: readonly string[]) => head.map((_, i) => (i === 0 ? "left" : "right"));

/** A claim that cannot be checked, for lack of rows or an error in it, is neither true nor false. */
function judge({ check }: Claim, rows: readonly Row[]): Verdict {
  try {
    return check(rows);
  } catch (error) {
    return { pass: null, because: `cannot be checked (${error instanceof Error ? error.message : error})` };
  }
}

/** An SVG that can be opened by itself. */
function standalone(svg: string): string {
  const rooted = svg.includes('xmlns="http://www.w3.org/2000/svg"')
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `${rooted}\n`;
}

/** The commit a folder is at, with a + where code under version control has been changed since; null outside one. */
function commitOf(folder: string): string | null {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const code = [":(top)*.ts", ":(top)*.mjs", ":(top)package-lock.json"];
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ...code) !== "";
    return `${git("rev-parse", "--short=12", "HEAD")}${changed ? "+" : ""}`;
  } catch {
    return null;
  }
}
