import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { nodePlotter } from "../figures/node/nodePlotter.ts";
import { writeWhole } from "../files/writeWhole.ts";
import type { Made } from "../pages/made.ts";
import { type ExperimentPage, renderExperiment } from "../pages/renderExperiment.ts";
import { renderResults } from "../pages/renderResults.ts";
import { commitOf } from "./commitOf.ts";
import type { Claim, Row, Verdict } from "./experiment.ts";
import { loadExperiment } from "./loadExperiment.ts";
import { jsonLines, rowsOf } from "./results.ts";
import type { ExperimentRun } from "./runExperiment.ts";

/** The outcome of a run of an experiment. */
export interface ExperimentReport {
  readonly page: ExperimentPage;
  /** All rows, each with the seconds of its job. */
  readonly rows: readonly Row[];
  /** Number of failed jobs. */
  readonly failed: number;
}

/**
 * Checks the claims of an experiment against its rows, draws its figures, and writes to its folder:
 *
 *   rows.jsonl        all rows, in the order of the jobs; the same bytes after any number of interruptions
 *   times.jsonl       the seconds of each job
 *   figures/*.svg, report.html, RESULTS.md
 */
export async function reportExperiment(
  { found, folder, jobs, results }: ExperimentRun,
  { quick, made }: { readonly quick: boolean; readonly made: Made },
): Promise<ExperimentReport> {
  const experiment = await loadExperiment(found);
  mkdirSync(join(folder, "figures"), { recursive: true });
  const rows = rowsOf(jobs, results);
  const seconds = new Map([...results].map(([id, result]) => [id, result.seconds]));
  const timed = rows.map((row) => ({ ...row, seconds: seconds.get(row.id as string) }));
  const times = jobs.flatMap(({ id }) => (results.has(id) ? [{ id, seconds: seconds.get(id) }] : []));
  writeWhole(join(folder, "rows.jsonl"), jsonLines(rows));
  writeWhole(join(folder, "times.jsonl"), jsonLines(times));

  const good = timed.filter((row) => !("error" in row));
  const verdicts = experiment.claims.map((claim) => ({ claim: claim.claim, ...judge(claim, good) }));
  const plotter = await nodePlotter();
  const failures = rows.flatMap(({ id, error }) => (error === undefined ? [] : [`${id}: ${error}`]));
  // A figure that cannot be drawn is reported; it must not lose hours of rows.
  const attempt = <T>(what: string, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : error}`);
      return null;
    }
  };
  const figures = experiment.figures.flatMap(({ name, caption, draw }) => {
    const svg = attempt(`figure ${name}`, () => draw(good, plotter));
    if (svg === null) return [];
    writeWhole(join(folder, "figures", `${name}.svg`), standalone(svg));
    return [{ name, caption, svg }];
  });
  const tables = (experiment.tables ?? []).flatMap(({ name, caption, cells }) => {
    const cellsMade = attempt(`table ${name}`, () => cells(good));
    return cellsMade === null || cellsMade.length < 2 ? [] : [{ caption, cells: cellsMade }];
  });
  const page: ExperimentPage = {
    ...{ title: experiment.title, about: experiment.about, verdicts, tables, figures, failures, quick, made },
    ...{ jobs: jobs.length, done: results.size, commit: commitOf(found.folder), node: process.versions.node },
    hours: times.reduce((sum, time) => sum + (time.seconds ?? 0), 0) / 3600,
  };
  writeWhole(join(folder, "report.html"), renderExperiment(page));
  writeWhole(join(folder, "RESULTS.md"), renderResults(page));
  return { page, rows: timed, failed: rows.filter((row) => "error" in row).length };
}

/** A claim that cannot be checked, for lack of rows or because of an error, neither passes nor fails. */
function judge({ check }: Claim, rows: readonly Row[]): Verdict {
  try {
    return check(rows);
  } catch (error) {
    return { pass: null, because: `cannot be checked (${error instanceof Error ? error.message : error})` };
  }
}

/** An SVG as a file of its own. */
function standalone(svg: string): string {
  const rooted = svg.includes('xmlns="http://www.w3.org/2000/svg"')
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `${rooted}\n`;
}
