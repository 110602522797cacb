/** A heading with lines under it, ended by a line break; nothing where there are none. */
export function formatList(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  - ${line}\n`).join("")}`;
}
