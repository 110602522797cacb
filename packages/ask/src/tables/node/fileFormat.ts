import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { UsageError } from "../../UsageError.ts";
import { nearest } from "../../words/nearest.ts";

export type Format = "csv" | "json" | "ndjson" | "parquet";

/** Texts for a missing value in a CSV. R writes NA, pandas NaN or nothing, databases NULL or \N, spreadsheets #N/A. */
const missingTexts = ["", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "None", "\\N"];

/**
 * The format of a file, from its ending; for compressed files (.gz, .zst), from the ending before that.
 *
 * @throws UsageError for an unknown ending
 */
export function fileFormat(path: string): Format {
  const ending = /\.([a-z0-9]+)(\.(gz|zst))?$/i.exec(path)?.[1].toLowerCase();
  if (ending === "csv" || ending === "tsv" || ending === "txt" || ending === "tab") return "csv";
  if (ending === "json") return "json";
  if (ending === "ndjson" || ending === "jsonl") return "ndjson";
  if (ending === "parquet" || ending === "pq") return "parquet";
  throw new UsageError(
    `${path}: the ending names the file's format; use .csv, .tsv, .json, .ndjson or .parquet (also with .gz)`,
  );
}

/** Checks that a path is a file. The reader matches patterns with * ? [ ] or { }. */
export function checkFile(path: string): void {
  if (/^[a-z][a-z0-9+]+:\/\//i.test(path)) {
    throw new UsageError(`${path}: natwise reads files on this machine; download it first`);
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new UsageError(`${path} is a folder; name a file, or a pattern such as '${path}/*.parquet'`);
  }
  if (found || /[*?[\]{}]/.test(path)) return;
  const folder = dirname(path);
  const meant = existsSync(folder) ? nearest(basename(path), readdirSync(folder)) : undefined;
  throw new UsageError(
    `no such file: ${path}${meant ? `; did you mean ${path.slice(0, path.length - basename(path).length)}${meant}?` : "; check the path, or quote a pattern such as 'data/*.csv'"}`,
  );
}

export interface Dialect {
  readonly delimiter: string;
  /** The names in the first line. */
  readonly names: readonly string[];
}

/**
 * The delimiter of a CSV: the candidate that splits the first line into most names.
 * Later rows are ignored, since one ragged row would make the file look like a single column.
 */
export function csvDialect(path: string): Dialect {
  const line = firstLine(path);
  const candidates = /\.(tsv|tab)(\.gz)?$/i.test(path) ? ["\t"] : [",", "\t", ";", "|"];
  let best: Dialect = { delimiter: candidates[0], names: splitLine(line, candidates[0]) };
  for (const delimiter of candidates.slice(1)) {
    const names = splitLine(line, delimiter);
    if (names.length > best.names.length) best = { delimiter, names };
  }
  return best;
}

/** A path as SQL: the file of exactly this name if it exists, else a pattern. */
export function filesSql(path: string): string {
  return quoteText(existsSync(path) ? path.replace(/[*?[]/g, "[$&]") : path);
}

/** DuckDB's table function for a file, as SQL. With `everyRow`, column types are inferred from all rows. */
export function tableFunction(
  path: string,
  format: Format,
  dialect: Dialect | null,
  everyRow = false,
): string {
  const file = filesSql(path);
  if (format === "parquet") return `read_parquet(${file}, union_by_name = true)`;
  const sample = everyRow ? ", sample_size = -1" : "";
  if (format === "json") return `read_json(${file}, union_by_name = true${sample})`;
  if (format === "ndjson") {
    return `read_json(${file}, format = 'newline_delimited', union_by_name = true${sample})`;
  }
  return `read_csv(${file}, ${dialectSql(dialect!)}, union_by_name = true${sample})`;
}

/** Reads a CSV as plain texts, so that DuckDB's error names the malformed line. */
export function plainCsv(path: string, dialect: Dialect): string {
  const columns = dialect.names.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  return `read_csv(${filesSql(path)}, ${dialectSql(dialect)}, auto_detect = false, columns = {${columns}})`;
}

const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

function dialectSql({ delimiter }: Dialect): string {
  const missing = missingTexts.map(quoteText).join(", ");
  return `delim = ${quoteText(delimiter)}, quote = '"', escape = '"', header = true, skip = 0, comment = '', nullstr = [${missing}]`;
}

function firstLine(path: string): string {
  const bytes = Buffer.alloc(1 << 16);
  const file = openSync(path, "r");
  const length = readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  let start: Buffer = bytes.subarray(0, length);
  if (/\.gz$/i.test(path)) {
    try {
      start = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      throw new UsageError(
        `${path}: not gzip-compressed, although its name ends in .gz; rename or write it again`,
      );
    }
  }
  // The byte order marks of UTF-16, which Windows programs write.
  if (/^(fffe|feff)/.test(start.toString("hex", 0, 2))) {
    throw new UsageError(`${path}: not UTF-8 text; convert it, for example: iconv -f utf-16 -t utf-8`);
  }
  const text = start.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new UsageError(`${path} is empty; the first line must name the columns`);
  return /^((?:"[^"]*"|[^"\r\n])*)/.exec(text)![1];
}

function splitLine(line: string, delimiter: string): string[] {
  const names: string[] = [];
  let name = "";
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      names.push(name);
      name = "";
    } else name += character;
  }
  return [...names, name];
}
