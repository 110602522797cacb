import { escapeHtml } from "../words/escapeHtml.ts";
import { formatCount } from "../words/numbers/formatCount.ts";
import { htmlDocument } from "./htmlDocument.ts";
import type { Made } from "./made.ts";
import { shellWord } from "./shellWord.ts";

export interface Page {
  readonly title: string;
  /** HTML. */
  readonly sections: readonly string[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly path: string;
  readonly read: number;
  readonly seed: number;
  readonly made: Made;
}

/** CSS rules of these pages. */
const style = `figure.drawn { width: auto; margin: 12px 0 20px; overflow-x: auto; }
figure.drawn svg { width: auto; max-width: none; }
figure.alone { width: 560px; margin: 12px 0 20px; }
td.mark { white-space: normal; font-size: .875rem; color: #555; max-width: 44ch; }
`;

/** A self-contained HTML file: warnings, results, notes on the data, and the command. */
export function page({ title, sections, warnings, notes, path, read, seed, made }: Page): string {
  const items = (lines: readonly string[]) => lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n");
  return htmlDocument(
    title,
    `${warnings.length === 0 ? "" : `<div class="warnings"><strong>What could be wrong</strong><ul>${items(warnings)}</ul></div>`}
${sections.join("\n")}
${notes.length === 0 ? "" : `<h2>The data</h2><ul>${items(notes)}</ul>`}
<footer>
<p>${escapeHtml(path)}, ${formatCount(read)} rows, seed ${seed}. Made by natwise ${escapeHtml(made.version)} with</p>
<pre>${escapeHtml(made.command.map(shellWord).join(" "))}</pre>
</footer>`,
    style,
  );
}

/** A table of texts. Columns whose heading is in `numbers` are right-aligned. */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly string[],
): string {
  const kind = (c: number) => (numbers.includes(head[c]) ? ' class="number"' : "");
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell, c) => `<${tag}${kind(c)}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<div class="wide"><table><thead>${row("th", head)}</thead><tbody>${rows.map((cells) => row("td", cells)).join("\n")}</tbody></table></div>`;
}
