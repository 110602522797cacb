import { UsageError } from "../UsageError.ts";
import type { Format } from "./fileFormat.ts";

/** What DuckDB says about a file, in one line and with what to do about it. */
export function readError(
  error: unknown,
  { path, where }: { readonly path: string; readonly where?: string },
  format: Format,
): UsageError {
  const text = error instanceof Error ? error.message : String(error);
  const inCondition = /^Conversion Error: (.*) when casting from source column/.exec(text)?.[1];
  if (inCondition && where !== undefined) {
    return new UsageError(`--where ${where}: ${inCondition}; compare it with a text in single quotes`);
  }
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  const file = /^\s*file = (.+)$/m.exec(text)?.[1] ?? path;
  const fields = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (line && fields) {
    return new UsageError(
      `${file}, line ${line}: ${fields[2]} fields where the first line names ${fields[1]} columns; correct or remove that line`,
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
  const reason = text
    .split("\n")[0]
    .replace(/^[A-Z][A-Za-z ]* Error: /, "")
    .trim();
  const kind = { csv: "CSV", json: "JSON", ndjson: "newline-delimited JSON", parquet: "Parquet" }[format];
  const place = line ? `${file}, line ${line}` : path;
  return new UsageError(`${place}: cannot be read as ${kind} (${reason}); write the file again`);
}
