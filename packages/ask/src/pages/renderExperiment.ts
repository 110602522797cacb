import { escapeHtml } from "../words/escapeHtml.ts";
import { htmlDocument } from "./htmlDocument.ts";
import type { Made } from "./made.ts";

export interface ExperimentPage {
  readonly title: string;
  readonly about: string;
  readonly quick: boolean;
  readonly jobs: number;
  readonly done: number;
  readonly hours: number;
  readonly verdicts: readonly {
    readonly claim: string;
    readonly pass: boolean | null;
    readonly because: string;
  }[];
  readonly tables: readonly { readonly caption: string; readonly cells: readonly (readonly string[])[] }[];
  readonly figures: readonly { readonly name: string; readonly caption: string; readonly svg: string }[];
  readonly failures: readonly string[];
  readonly commit: string | null;
  /** The version of Node. */
  readonly node: string;
  readonly made: Made;
}

/** CSS rules of these pages. */
const style = `figure.drawn { display: inline-block; vertical-align: top; width: auto; margin: 12px 20px 28px 0; }
figure.drawn svg { max-width: 100%; width: auto; }
figure.drawn figcaption { font-weight: 400; max-width: 76ch; margin-bottom: 6px; }
figure.drawn.narrow { max-width: 360px; }
`;

/** The claims, tables and figures of an experiment as a self-contained HTML file. */
export function renderExperiment(page: ExperimentPage): string {
  const { title, about, quick, jobs, done, hours, verdicts, tables, figures, failures } = page;
  const text = (value: string) => escapeHtml(value);
  const claims = verdicts.map(
    ({ claim, pass, because }) =>
      `<tr><td><strong>${pass === null ? "open" : pass ? "pass" : "fail"}</strong></td><td>${text(claim)}</td><td>${text(because)}</td></tr>`,
  );
  const notes = [
    ...(quick
      ? ["This is the quick version: it shows that everything runs, and is too short to judge claims by."]
      : []),
    ...(done < jobs ? [`${done} of ${jobs} jobs are done.`] : []),
    ...failures.map((failure) => `Failed: ${failure}`),
  ];
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell, i) => `<${tag}${i === 0 ? "" : ' class="number"'}>${text(cell)}</${tag}>`).join("")}</tr>`;
  return htmlDocument(
    title,
    `<p>${text(about)}</p>
${notes.length === 0 ? "" : `<div class="warnings"><ul>${notes.map((note) => `<li>${text(note)}</li>`).join("\n")}</ul></div>`}
<h2>Claims</h2>
<div class="wide"><table><thead><tr><th></th><th>claim</th><th>what the rows say</th></tr></thead><tbody>${claims.join("\n")}</tbody></table></div>
${tables.map(({ caption, cells: [head, ...body] }) => `<h2>${text(caption)}</h2>\n<div class="wide"><table><thead>${row("th", head)}</thead><tbody>${body.map((cells) => row("td", cells)).join("\n")}</tbody></table></div>`).join("\n")}
<h2>Figures</h2>
${figures.map(({ caption, svg }) => `<figure class="drawn${/ width="3\d\d"/.test(svg) ? " narrow" : ""}"><figcaption>${text(caption)}</figcaption>${svg}</figure>`).join("\n")}
<footer>
<p>${done} jobs, ${hours.toFixed(1)} hours of one core. Made by natwise ${text(page.made.version)}, commit ${text(page.commit ?? "unknown")}, Node ${text(page.node)}, with</p>
<pre>${text(page.made.command.join(" "))}</pre>
</footer>`,
    style,
  );
}
