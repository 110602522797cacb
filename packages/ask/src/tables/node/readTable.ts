import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Table } from "../../types.ts";
import { UsageError } from "../../UsageError.ts";
import { nearest } from "../../words/nearest.ts";
import { checkJsonEnd } from "./checkJsonEnd.ts";
import {
  checkFile,
  csvDialect,
  type Dialect,
  type Format,
  fileFormat,
  filesSql,
  plainCsv,
  tableFunction,
} from "./fileFormat.ts";
import { readError, reason } from "./readError.ts";
import { type ReadOptions, readRows, type Source, selection } from "./readRows.ts";

/**
 * Reads columns of a CSV, TSV, JSON, NDJSON or Parquet file, or of all files that match a pattern.
 *
 * Reads only the requested columns, in one pass and in chunks of 2,048 rows. The result takes 8 bytes per number and 4 per text.
 *
 * @throws UsageError for errors in the file, a name or the condition
 */
export async function readTable(options: ReadOptions): Promise<Table> {
  const { path, where, signal } = options;
  const format = fileFormat(path);
  checkFile(path);
  if (format === "json") checkJsonEnd(path);
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const spill = mkdtempSync(join(tmpdir(), "natwise-"));
  const database = await DuckDBInstance.create(":memory:", {
    threads: String(Math.min(options.threads ?? 4, availableParallelism())),
    memory_limit: "384MB",
    temp_directory: spill,
    // The built-in parts suffice: DuckDB must not download extensions while reading a file.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await database.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    signal?.throwIfAborted();
    const dialect = format === "csv" ? await dialectOf(connection, path) : null;
    if (dialect) checkNames(dialect, options);
    const source = await describe(connection, path, format, dialect, false);
    await checkWhere(connection, source.sql, where, source.columns);
    try {
      return await readRows(connection, source, options);
    } catch (error) {
      const guessed = format !== "parquet" && /Conversion Error|JSON transform error/.test(String(error));
      if (!guessed || signal?.aborted) throw await failure(error, connection, source, options);
    }
    // DuckDB infers types from the first 20,000 rows. A later row disagreed: infer them from all rows.
    const looked = await describe(connection, path, format, dialect, true);
    try {
      return await readRows(connection, looked, options);
    } catch (error) {
      throw await failure(error, connection, looked, options);
    }
  } finally {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
    database.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

async function dialectOf(connection: DuckDBConnection, path: string): Promise<Dialect> {
  const files = await rowsOf(connection, `SELECT file FROM glob(${filesSql(path)}) ORDER BY file`);
  if (files.length === 0) throw readError(new Error("No files found"), path, "csv");
  return csvDialect(String(files[0].file));
}

async function describe(
  connection: DuckDBConnection,
  path: string,
  format: Format,
  dialect: Dialect | null,
  everyRow: boolean,
): Promise<Source> {
  const sql = tableFunction(path, format, dialect, everyRow);
  try {
    const rows = await rowsOf(connection, `DESCRIBE SELECT * FROM ${sql}`);
    return {
      sql,
      columns: rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) })),
    };
  } catch (error) {
    if (dialect && /sniffing/.test(String(error))) {
      // DuckDB's message names no line: read plain texts to find the malformed one.
      try {
        await rowsOf(connection, `SELECT count(*) AS n FROM ${plainCsv(path, dialect)}`);
      } catch (plainError) {
        throw readError(plainError, path, format);
      }
    }
    throw readError(error, path, format);
  }
}

async function checkWhere(
  connection: DuckDBConnection,
  source: string,
  where: string | undefined,
  columns: Source["columns"],
): Promise<void> {
  if (where === undefined) return;
  try {
    const statements = await connection.extractStatements(selection("1", source, where));
    if (statements.count !== 1) throw new Error("more than one statement");
    const { parameterCount } = await connection.prepare(selection("1", source, where));
    if (parameterCount > 0) throw new Error("a ? or $ stands for a value that is not given");
  } catch (error) {
    const unknown = /Referenced column "(.*)" not found/.exec(reason(error))?.[1];
    if (unknown) {
      const names = columns.map((column) => column.name);
      const meant = nearest(unknown, names);
      throw new UsageError(
        `--where ${where}: no column "${unknown}"${meant ? `; did you mean "${meant}"?` : ""} (texts stand in single quotes, columns: ${names.slice(0, 12).join(", ")})`,
      );
    }
    throw new UsageError(
      `--where ${where}: not an SQL condition (${reason(error)}); write it like "age > 30 AND sex = 'female'"`,
    );
  }
}

/** The reason rows could not be read: the condition if they can be read without it, else the file. */
async function failure(
  error: unknown,
  connection: DuckDBConnection,
  source: Source,
  options: ReadOptions,
): Promise<unknown> {
  const { path, where, signal } = options;
  if (signal?.aborted) return signal.reason;
  if (error instanceof UsageError) return error;
  if (where === undefined) return readError(error, path, fileFormat(path));
  try {
    await readRows(connection, source, { ...options, where: undefined });
  } catch (withoutIt) {
    if (signal?.aborted) return signal.reason;
    if (!(withoutIt instanceof UsageError)) return readError(withoutIt, path, fileFormat(path));
  }
  return new UsageError(
    `--where ${where}: ${reason(error)}; texts stand in single quotes, numbers stand without: "age > 30 AND sex = 'female'"`,
  );
}

/** @throws UsageError for a requested name that occurs twice in the first line */
function checkNames({ names }: Dialect, { path, columns }: ReadOptions): void {
  for (const wanted of columns) {
    const same = names.filter((name) => name.trim().toLowerCase() === wanted.toLowerCase());
    if (same.length < 2) continue;
    throw new UsageError(
      `column "${wanted}": the first line of ${path} names ${same.length} columns so (${same.join(", ")}); rename them apart`,
    );
  }
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
