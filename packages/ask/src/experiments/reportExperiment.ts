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

/** What a run of an experiment says. */
export interface ExperimentReport {
  readonly page: ExperimentPage;
  /** All rows, with the seconds of their jobs. */
  readonly rows: readonly Row[];
  /** Jobs that failed. */
  readonly failed: number;
}

/**
 * Judges the claims of an experiment by its rows, draws its figures and writes into its folder:
 *
 *   rows.jsonl        all rows, in the order of the jobs; the same bytes however often the run was interrupted
 *   times.jsonl       the seconds each job took
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
  // A figure that cannot be drawn is reported; hours of rows are not held up by it.
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
