import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBDoubleVector, DuckDBVarCharVector } from "@duckdb/node-api";
import { formatCount } from "../format/formatCount.ts";
import { nearest } from "../nearest.ts";
import { UsageError } from "../UsageError.ts";
import { checkJsonEnd } from "./checkJsonEnd.ts";
import {
  checkFile,
  csvDialect,
  type Dialect,
  type Format,
  fileFormat,
  filesSql,
  plainCsv,
  quoteName,
  tableFunction,
} from "./fileFormat.ts";
import { growingNumbers, growingTexts } from "./growing.ts";
import { readError, reason } from "./readError.ts";
import { reservoir } from "./reservoir.ts";
import type { CategoryColumn, Column, NumberColumn, Table } from "./table.ts";

export interface ReadOptions {
  readonly path: string;
  /** Names of the columns to read. */
  readonly columns: readonly string[];
  /** Whether to read all other columns of the file too, after these and in its order. */
  readonly rest?: boolean;
  /** An SQL condition on the rows. */
  readonly where?: string;
  /** At most this many complete rows, drawn uniformly. */
  readonly sample?: number;
  /** Of the sample. */
  readonly seed?: number;
  /**
   * What to do with rows in which a value is missing. "keep" leaves NaN, or the code -1, where it is, infinite values where
   * they are, and tells in `unreadable` of columns that are neither numbers nor texts.
   */
  readonly missing?: "drop" | "error" | "keep";
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads columns of a CSV, TSV, JSON, NDJSON or Parquet file, or of all files that match a pattern.
 *
 * One pass over the file, a chunk of 2,048 rows at a time, only the columns asked for: what stays in memory is
 * 8 bytes a number and 4 a text, for the rows kept.
 *
 * @throws UsageError when the file, a name or the condition is at fault.
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
    // Everything needed is built in; reading a file must not make DuckDB look for more on the network.
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
    // Types are guessed from the first 20,000 rows; where a later row disagrees, look at all of them.
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

interface Source {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
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
      // "Not possible to detect the dialect" helps nobody: read it plainly, to learn which line does not fit.
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

/** Why rows could not be read: the condition is at fault where they can be read without it, else the file. */
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

/** A name that stands twice in the first line says nothing about which column is meant. */
function checkNames({ names }: Dialect, { path, columns }: ReadOptions): void {
  for (const wanted of columns) {
    const same = names.filter((name) => name.trim().toLowerCase() === wanted.toLowerCase());
    if (same.length < 2) continue;
    throw new UsageError(
      `column "${wanted}": the first line of ${path} names ${same.length} columns so (${same.join(", ")}); rename them apart`,
    );
  }
}

const selection = (what: string, source: string, where?: string) =>
  `SELECT ${what} FROM ${source}${where === undefined ? "" : ` WHERE (${where}\n)`}`;

/** How a column is read: which SQL makes it a DOUBLE or a VARCHAR, and what it is to us. */
interface Reading {
  readonly name: string;
  readonly sql: string;
  readonly kind: "number" | "category";
  readonly time: boolean;
  readonly integers: boolean;
}

function reading({ name, type }: Source["columns"][number], path: string): Reading {
  const column = quoteName(name);
  const number = {
    name,
    sql: `CAST(${column} AS DOUBLE)`,
    kind: "number",
    time: false,
    integers: false,
  } as const;
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return { ...number, integers: true };
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return number;
  if (/^(DATE|TIME)/.test(type) || type === "INTERVAL")
    return { ...number, sql: `epoch(${column})`, time: true };
  const category = { ...number, sql: `CAST(${column} AS VARCHAR)`, kind: "category" } as const;
  if (/^(BOOLEAN|VARCHAR|UUID|ENUM)/.test(type)) return category;
  // A JSON column whose rows disagree in type: texts without their quotes.
  if (type === "JSON") return { ...category, sql: `json_extract_string(${column}, '$')` };
  throw new UsageError(
    `column "${name}" of ${path} holds ${type} values; natwise takes numbers, texts, booleans, dates and times: write its parts as columns of their own`,
  );
}

const isNumeral = (text: string) => text.trim() !== "" && Number.isFinite(Number(text));

/** The file's column that `name` names; letter case matters only where two differ by nothing else. */
function resolve(name: string, { columns }: Source, path: string): Source["columns"][number] {
  const found =
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const names = columns.map((column) => column.name);
  const meant = nearest(name, names);
  if (names.every(isNumeral)) {
    throw new UsageError(
      `no column "${name}" in ${path}: its first line holds numbers (${names.slice(0, 3).join(", ")}), and must name the columns; put such a line before it`,
    );
  }
  const known =
    names.length > 12 ? `${names.slice(0, 12).join(", ")} and ${names.length - 12} more` : names.join(", ");
  throw new UsageError(
    `no column "${name}" in ${path}; ${meant ? `did you mean "${meant}"? ` : ""}${meant ? "Columns" : "columns"}: ${known}`,
  );
}

async function readRows(
  connection: DuckDBConnection,
  source: Source,
  { path, columns: names, rest = false, where, sample, seed = 0, missing = "drop", signal }: ReadOptions,
): Promise<Table> {
  const keep = missing === "keep";
  const unreadable: { name: string; why: string }[] = [];
  const named = names.map((name) => resolve(name, source, path));
  const asked = rest ? [...named, ...source.columns.filter((column) => !named.includes(column))] : named;
  const readings = asked.flatMap((column) => {
    try {
      return [reading(column, path)];
    } catch (error) {
      if (!(keep && error instanceof UsageError)) throw error;
      unreadable.push({ name: column.name, why: error.message });
      return [];
    }
  });
  if (readings.length === 0) throw new UsageError(unreadable[0].why);
  const numbers = readings.map(({ kind }) => (kind === "number" ? growingNumbers() : null));
  const texts = readings.map(({ kind }) => (kind === "category" ? growingTexts() : null));
  const missingIn = readings.map(() => 0);
  const infiniteIn = readings.map(() => 0);
  const draw =
    sample === undefined ? null : reservoir(sample, (await import("natwise")).random(seed).uniform);
  /** Where in the file the kept rows stood. */
  const origin = growingNumbers();
  let read = 0;
  let dropped = 0;
  let complete = 0;

  const sql = selection(readings.map((r) => r.sql).join(", "), source.sql, where);
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    signal?.throwIfAborted();
    const vectors = readings.map(
      (_, c) => chunk.getColumnVector(c) as DuckDBDoubleVector | DuckDBVarCharVector,
    );
    const values: (number | string | null)[] = Array(readings.length);
    for (let i = 0; i < chunk.rowCount; i++) {
      let whole = true;
      for (let c = 0; c < readings.length; c++) {
        const value = vectors[c].getItem(i);
        values[c] = value;
        if (value === null || Number.isNaN(value) || (typeof value === "string" && value.trim() === "")) {
          missingIn[c]++;
          whole = false;
          values[c] = readings[c].kind === "number" ? Number.NaN : "";
        } else if (value === Infinity || value === -Infinity) infiniteIn[c]++;
      }
      read++;
      if (!(whole || keep)) {
        dropped++;
        continue;
      }
      const place = draw ? draw(complete) : complete;
      complete++;
      if (place === null) continue;
      origin.set(place, read);
      for (let c = 0; c < readings.length; c++) {
        numbers[c]?.set(place, values[c] as number);
        texts[c]?.set(place, values[c] as string);
      }
    }
  }

  const n = origin.length;
  const notes: string[] = [];
  const gaps = readings.flatMap(({ name }, c) =>
    missingIn[c] > 0 ? [`${name} in ${formatCount(missingIn[c])}`] : [],
  );
  const empty = readings.flatMap(({ name }, c) => (missingIn[c] === read ? [name] : []));
  if (dropped > 0 && missing === "error") {
    throw new UsageError(
      `${path}: ${formatCount(dropped)} of ${formatCount(read)} rows have missing values (${gaps.join(", ")}); ${empty.length > 0 ? `leave out ${empty.join(", ")}` : "fill them in, or drop the rows with --missing drop"}`,
    );
  }
  if (read === 0) {
    throw new UsageError(
      where === undefined
        ? `${path} has no rows`
        : `no rows left: --where ${where} is true for no row of ${path}; loosen it`,
    );
  }
  if (n === 0) {
    throw new UsageError(
      `no rows left: each of the ${formatCount(read)} rows misses a value (${gaps.join(", ")}); ${gaps.length === 1 ? "leave that column out" : empty.length > 0 ? `leave out ${empty.join(", ")}` : "leave one of these columns out"}`,
    );
  }
  for (const [c, { name }] of readings.entries()) {
    if (keep || infiniteIn[c] === 0) continue;
    throw new UsageError(
      `column "${name}" has ${formatCount(infiniteIn[c])} infinite value${infiniteIn[c] > 1 ? "s" : ""}; correct them, or leave those rows out with --where 'isfinite(${quoteName(name)})'`,
    );
  }
  if (dropped > 0) {
    notes.push(
      `${formatCount(dropped)} of ${formatCount(read)} rows dropped: values are missing (${gaps.join(", ")})`,
    );
  }
  if (where !== undefined) notes.push(`only rows where ${where}`);
  if (sample !== undefined) {
    notes.push(
      sample < complete
        ? `a random sample of ${formatCount(n)} of ${formatCount(complete)} rows (seed ${seed})`
        : `--sample ${formatCount(sample)} asks for more rows than there are: all ${formatCount(n)} used`,
    );
  }

  // A reservoir keeps rows in the order it drew them; the file's order is the one a reader expects.
  const order = Int32Array.from({ length: n }, (_, i) => i);
  if (draw) order.sort((a, b) => origin.get(a) - origin.get(b));
  const columns = readings.map(({ name, time, integers }, c): Column => {
    if (!texts[c]) return { kind: "number", name, values: numbers[c]!.at(order), time, integers };
    const read = texts[c].at(order, name);
    const column = missingIn[c] > 0 && read.values[0] === "" ? withGaps(read) : read;
    return asNumbers(column) ?? column;
  });
  for (const [c, column] of columns.entries()) {
    if (readings[c].kind === "category" && column.kind === "number") {
      notes.push(`${column.name} is text that holds only numbers: read as numbers`);
    }
    if (column.kind === "number" && column.time)
      notes.push(`${column.name} is a date or time: taken as seconds`);
  }
  const titles = columns.map(({ name }) => name);
  if (titles.length > 1 && titles.every(isNumeral))
    notes.push(
      `all names of columns are numbers (${titles.slice(0, 3).join(", ")}): if the first line of the file is data, put one with names before it`,
    );
  return { path, columns, n, read, dropped, notes, warnings: [], unreadable };
}

/** The empty text, alphabetically the first, stands for what is missing: its code becomes -1. */
const withGaps = ({ codes, values, ...column }: CategoryColumn): CategoryColumn => ({
  ...column,
  codes: codes.map((code) => code - 1),
  values: values.slice(1),
});

/** JSON and databases like to write numbers as text; a text column that is nothing but numbers is one of numbers. */
function asNumbers({ name, codes, values }: CategoryColumn): NumberColumn | null {
  const numbers = values.map(Number);
  // All values missing: no column of numbers for that.
  if (numbers.length === 0 || !numbers.every(Number.isFinite)) return null;
  return {
    kind: "number",
    name,
    values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : numbers[code])),
    time: false,
    integers: numbers.every(Number.isInteger),
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
