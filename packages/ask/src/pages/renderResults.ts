import type { ExperimentPage } from "./renderExperiment.ts";

/** The claims, tables and figures of an experiment as Markdown, for a file beside its README. */
export function renderResults(page: ExperimentPage): string {
  const { title, quick, jobs, done, hours, verdicts, tables, figures, failures } = page;
  const table = ([head, ...body]: readonly (readonly string[])[]) =>
    [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...body]
      .map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`)
      .join("\n");
  const parts = [
    `# ${title}: results`,
    `Written by \`${page.made.command.join(" ")}\`: ${done === jobs ? `all ${jobs}` : `${done} of ${jobs}`} jobs, ${hours.toFixed(1)} hours of one core, natwise ${page.made.version}, commit ${page.commit ?? "unknown"}, Node ${page.node}.`,
    ...(quick
      ? ["The quick version: it shows that everything runs, and is too short to judge claims by."]
      : []),
    ...failures.map((failure) => `Failed: ${failure}`),
    "## Claims",
    table([
      ["", "claim", "what the rows say"],
      ...verdicts.map(({ pass, claim, because }) => [
        pass === null ? "open" : pass ? "pass" : "**fail**",
        claim,
        because,
      ]),
    ]).replace(/^\| --- \| ---: \| ---: \|$/m, "| --- | --- | --- |"),
    ...tables.flatMap(({ caption, cells }) => [`## ${caption}`, table(cells)]),
    ...(figures.length === 0 ? [] : ["## Figures"]),
    ...figures.flatMap(({ name, caption }) => [
      `![${caption.replace(/[[\]]/g, "")}](figures/${name}.svg)`,
      caption,
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

const escapeCell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
