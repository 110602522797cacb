import type { Row } from "../../row.ts";

/** Rows as CSV, with columns in order of first occurrence. Lists and objects are JSON; null and absent values are empty. */
export function toCsv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: Row[string]) => {
    if (value === undefined || value === null) return "";
    if (typeof value === "number" && !Number.isFinite(value)) return "";
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))]
    .map((cells) => `${cells.join(",")}\r\n`)
    .join("");
}
