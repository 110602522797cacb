/** @module What is kept of jobs that are done: a file each, and all of them as JSON lines. */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../files/writeWhole.ts";
import type { ExperimentJob, Row } from "./experiment.ts";

/** A job that has been run, for better or worse. */
export interface Result {
  readonly labels: Row;
  readonly rows: readonly Row[];
  /** Why there are no rows. */
  readonly error?: string;
  readonly seconds: number;
  /** Of the code that ran it; null outside a repository. */
  readonly commit: string | null;
  readonly versions: Row;
}

const fileOf = (folder: string, { id }: ExperimentJob) => join(folder, "results", `${id}.json`);

/**
 * The result of a job, or null where it has to be run: there is none, it is half a file, or it is of a job that had
 * the same id and other labels.
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

/** Written beside its place and renamed into it: a job that is there is there whole. */
export function writeResult(folder: string, job: ExperimentJob, result: Result): void {
  const file = fileOf(folder, job);
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(result)}\n`);
}

/** Rows in the order of the jobs, whatever order those ended in. */
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
