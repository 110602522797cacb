import type { DuckDBConnection, DuckDBDoubleVector, DuckDBVarCharVector } from "@duckdb/node-api";
import { type Remark, remark } from "natwise";
import type { CategoryColumn, Column, NumberColumn, Refused, Table } from "../../types.ts";
import { UsageError } from "../../UsageError.ts";
import { nearest } from "../../words/nearest.ts";
import { formatCount } from "../../words/numbers/formatCount.ts";
import { refuse } from "../../words/refuse.ts";
import { chunksOf } from "./chunksOf.ts";
import { quoteName } from "./fileFormat.ts";
import { growingNumbers, growingTexts } from "./growing.ts";
import { reservoir } from "./reservoir.ts";

export interface ReadOptions {
  readonly path: string;
  /** Names of the columns to read. */
  readonly columns: readonly string[];
  /** Whether to also read all other columns, after these and in the file's order. */
  readonly rest?: boolean;
  /** An SQL condition on the rows. */
  readonly where?: string;
  /** Size of a uniform random sample of complete rows. */
  readonly sample?: number;
  /** Seed of the sample. */
  readonly seed?: number;
  /**
   * Treatment of rows with missing values. "keep" reads a missing value as NaN or the code -1, allows infinite values, and
   * lists columns that are neither numbers nor texts in `unreadable`.
   */
  readonly missing?: "drop" | "error" | "keep";
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** A data source, as SQL, and its columns. */
export interface Source {
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** An SQL query on a source. */
export const selection = (what: string, source: string, where?: string) =>
  `SELECT ${what} FROM ${source}${where === undefined ? "" : ` WHERE (${where}\n)`}`;

/** The way to read a column: the SQL that makes it a DOUBLE or a VARCHAR, and its kind. */
interface Reading {
  readonly name: string;
  readonly sql: string;
  readonly kind: "number" | "category";
  readonly time: boolean;
  readonly integers: boolean;
}

/** The way to read a column of some SQL type, or the refusal of that type. */
function reading({ name, type }: Source["columns"][number], path: string): Reading | Remark {
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
  // A JSON column of mixed types is read as texts, without their quotes.
  if (type === "JSON") return { ...category, sql: `json_extract_string(${column}, '$')` };
  return remark("unreadableType", { type, path }, [name]);
}

const isNumeral = (text: string) => text.trim() !== "" && Number.isFinite(Number(text));

/** Finds a column by name: an exact match, else one that ignores letter case. */
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

/**
 * Reads the requested columns in one pass, in chunks of 2,048 rows.
 *
 * @throws UsageError for errors in names or values
 */
export async function readRows(
  connection: DuckDBConnection,
  source: Source,
  { path, columns: names, rest = false, where, sample, seed = 0, missing = "drop", signal }: ReadOptions,
): Promise<Table> {
  const keep = missing === "keep";
  const unreadable: Refused[] = [];
  const named = names.map((name) => resolve(name, source, path));
  const asked = rest ? [...named, ...source.columns.filter((column) => !named.includes(column))] : named;
  const readings = asked.flatMap((column) => {
    const found = reading(column, path);
    if (!("code" in found)) return [found];
    if (!keep) throw refuse(found);
    unreadable.push({ column: column.name, why: found });
    return [];
  });
  if (readings.length === 0) throw refuse(unreadable[0].why);
  const numbers = readings.map(({ kind }) => (kind === "number" ? growingNumbers() : null));
  const texts = readings.map(({ kind }) => (kind === "category" ? growingTexts() : null));
  const missingIn = readings.map(() => 0);
  const infiniteIn = readings.map(() => 0);
  const draw =
    sample === undefined ? null : reservoir(sample, (await import("natwise")).random(seed).uniform);
  /** Row numbers of the kept rows in the file. */
  const origin = growingNumbers();
  let read = 0;
  let dropped = 0;
  let complete = 0;

  const chunks = chunksOf(
    connection,
    readings.map(({ sql }) => sql),
    (what) => selection(what, source.sql, where),
    signal,
  );
  for await (const { chunk, rows } of chunks) {
    const vectors = readings.map(
      (_, c) => chunk.getColumnVector(c) as DuckDBDoubleVector | DuckDBVarCharVector,
    );
    const values: (number | string | null)[] = Array(readings.length);
    for (let i = 0; i < rows; i++) {
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
  const notes: Remark[] = [];
  const gaps = readings.flatMap(({ name }, c) =>
    missingIn[c] > 0 ? [{ column: name, rows: missingIn[c] }] : [],
  );
  const listed = gaps.map(({ column, rows }) => `${column} in ${formatCount(rows)}`).join(", ");
  const empty = readings.flatMap(({ name }, c) => (missingIn[c] === read ? [name] : []));
  if (dropped > 0 && missing === "error") {
    throw new UsageError(
      `${path}: ${formatCount(dropped)} of ${formatCount(read)} rows have missing values (${listed}); ${empty.length > 0 ? `leave out ${empty.join(", ")}` : "fill them in, or drop the rows with --missing drop"}`,
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
      `no rows left: each of the ${formatCount(read)} rows misses a value (${listed}); ${gaps.length === 1 ? "leave that column out" : empty.length > 0 ? `leave out ${empty.join(", ")}` : "leave one of these columns out"}`,
    );
  }
  for (const [c, { name }] of readings.entries()) {
    if (keep || infiniteIn[c] === 0) continue;
    throw refuse(remark("infinite", { count: infiniteIn[c] }, [name]));
  }
  if (dropped > 0) {
    notes.push(remark("rowsDropped", { dropped, read, gaps }));
  }
  if (where !== undefined) notes.push(remark("onlyRowsWhere", { condition: where }));
  if (sample !== undefined) {
    notes.push(
      sample < complete
        ? remark("sampled", { rows: n, of: complete, seed })
        : remark("sampleTooLarge", { sample, rows: n }),
    );
  }

  // The reservoir keeps rows in the order of drawing: restore the order of the file.
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
      notes.push(remark("textReadAsNumbers", {}, [column.name]));
    }
    if (column.kind === "number" && column.time) notes.push(remark("timeAsSeconds", {}, [column.name]));
  }
  const titles = columns.map(({ name }) => name);
  if (titles.length > 1 && titles.every(isNumeral))
    notes.push(remark("numericNames", { names: titles.slice(0, 3) }));
  return { path, columns, n, read, dropped, notes, unreadable };
}

/** Marks missing texts, which were read as the empty text, alphabetically the first: their code becomes -1. */
const withGaps = ({ codes, values, ...column }: CategoryColumn): CategoryColumn => ({
  ...column,
  codes: codes.map((code) => code - 1),
  values: values.slice(1),
});

/** A text column in which every text is a number, as JSON and databases may write them, as a column of numbers. */
function asNumbers({ name, codes, values }: CategoryColumn): NumberColumn | null {
  const numbers = values.map(Number);
  // A column without any values stays a text column.
  if (numbers.length === 0 || !numbers.every(Number.isFinite)) return null;
  return {
    kind: "number",
    name,
    values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : numbers[code])),
    time: false,
    integers: numbers.every(Number.isInteger),
  };
}
