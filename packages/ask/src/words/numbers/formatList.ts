/** A heading with lines below it, ending with a line break; empty without lines. */
export function formatList(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  - ${line}\n`).join("")}`;
}
