/** Aligns the columns of rows of texts, with two blanks before each column. Every row ends with a line break. */
export function formatRows(
  rows: readonly (readonly string[])[],
  align: readonly ("left" | "right")[],
): string {
  const widths = align.map((_, c) => rows.reduce((most, row) => Math.max(most, [...row[c]].length), 0));
  const pad = (cell: string, c: number) =>
    align[c] === "right" ? cell.padStart(widths[c]) : cell.padEnd(widths[c]);
  return (
    rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd()).join("\n") + (rows.length > 0 ? "\n" : "")
  );
}
