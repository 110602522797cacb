import type { Row } from "../../row.ts";

/** Every column that occurs, in order of first occurrence; lists and objects as JSON, null and absent as nothing. */
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
