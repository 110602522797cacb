/** @module Results of finished jobs: a file each, and all rows as JSON lines. */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../files/writeWhole.ts";
import type { ExperimentJob, Row } from "./experiment.ts";

/** The result of a job that succeeded or failed. */
export interface Result {
  readonly labels: Row;
  readonly rows: readonly Row[];
  /** The reason a failed job has no rows. */
  readonly error?: string;
  readonly seconds: number;
  /** The commit of the code that ran it; null outside a repository. */
  readonly commit: string | null;
  readonly versions: Row;
}

const fileOf = (folder: string, { id }: ExperimentJob) => join(folder, "results", `${id}.json`);

/**
 * The stored result of a job. Null if the job has to be run: there is no result, the file is incomplete, or its labels differ.
 */
export function readResult(folder: string, job: ExperimentJob): Result | null {
  try {
    const found: Result = JSON.parse(readFileSync(fileOf(folder, job), "utf8"));
    return JSON.stringify(found.labels) === JSON.stringify(job.labels) ? found : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as { code?: string }).code === "ENOENT") return null;
    throw error;
  }
}

/** Writes a result atomically: a result on disk is complete. */
export function writeResult(folder: string, job: ExperimentJob, result: Result): void {
  const file = fileOf(folder, job);
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(result)}\n`);
}

/** Rows in the order of the jobs, not in the order in which they ended. */
export function rowsOf(jobs: readonly ExperimentJob[], results: ReadonlyMap<string, Result>): Row[] {
  return jobs.flatMap(({ id, labels }) => {
    const result = results.get(id);
    if (!result) return [];
    const { rows, error, commit, versions } = result;
    const about = { commit, versions };
    if (error !== undefined) return [{ id, ...labels, error, ...about }];
    return rows.map((row) => ({ id, ...labels, ...row, ...about }));
  });
}

export function jsonLines(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
