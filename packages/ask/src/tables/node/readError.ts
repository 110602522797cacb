import { UsageError } from "../../UsageError.ts";
import { csvDialect, type Format } from "./fileFormat.ts";

/** An error of DuckDB about a file, in one line and with its remedy. */
export function readError(error: unknown, path: string, format: Format): UsageError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  const file = /^\s*file = (.+)$/m.exec(text)?.[1] ?? path;
  const fields = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (line && fields) {
    if (csvDialect(file).names[0].startsWith("#")) {
      return new UsageError(
        `${file}, line 1: begins with #, but natwise reads no comments and takes it for the names of the columns; remove it`,
      );
    }
    return new UsageError(
      `${file}, line ${line}: ${fields[2]} fields where the first line names ${fields[1]} columns; correct or remove that line`,
    );
  }
  if (line && /unterminated quote/.test(text)) {
    return new UsageError(
      `${file}, line ${line}: a quote is opened there and never closed; correct that line`,
    );
  }
  if (/not utf-8 encoded/i.test(text)) {
    return new UsageError(`${file}: not UTF-8 text; convert it, for example: iconv -f latin1 -t utf-8`);
  }
  const value = /Error when converting column "(.*)"\. (.*)/.exec(text);
  if (line && value) {
    return new UsageError(
      `${file}, line ${line}, column ${value[1]}: ${value[2]}; correct or remove that line`,
    );
  }
  if (/No files found/.test(text)) {
    return new UsageError(`no file matches ${path}; quote the pattern, and check the folder`);
  }
  const kind = { csv: "CSV", json: "JSON", ndjson: "newline-delimited JSON", parquet: "Parquet" }[format];
  const place = line ? `${file}, line ${line}` : path;
  return new UsageError(`${place}: cannot be read as ${kind} (${reason(error)}); write the file again`);
}

/** The first line of DuckDB's message, without the kind of error and the position in the query. */
export function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error))
    .split("\n")[0]
    .replace(/^Failed to extract statements: /, "")
    .replace(/^[A-Z][A-Za-z ]* Error: /, "")
    .replace(/ when casting from source column .*/, "")
    .trim();
}
