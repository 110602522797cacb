import { barsFigure } from "../figures/barsFigure.ts";
import type { Plotter } from "../figures/plotter.ts";
import type { Entropies, EntropyRow } from "../types.ts";
import { escapeHtml } from "../words/escapeHtml.ts";
import { entropyCells, entropyNotes, entropyRefusals, entropyWarnings } from "../words/formatEntropies.ts";
import { inUnits, type Units } from "../words/numbers/units.ts";
import { remarkLines } from "../words/remarkLines.ts";
import type { Made } from "./made.ts";
import { htmlTable, page } from "./page.ts";

/** Maximum number of bars. */
const DRAWN = 50;

/** Entropies as one HTML file: bars with standard errors for each kind, and a table of all columns. */
export function renderEntropies(
  plotter: Plotter,
  entropies: Entropies,
  { units, made }: { readonly units: Units; readonly made: Made },
): string {
  const { rows, path, read, seed } = entropies;
  const of = (kind: EntropyRow["kind"]) => rows.filter((row) => row.kind === kind);
  const refused = entropyRefusals(entropies, units);
  return page({
    title: `Entropies of the columns of ${path}`,
    ...{ path, read, seed, made },
    notes: remarkLines(entropyNotes(entropies), units),
    warnings: entropyWarnings(entropies, units),
    sections: [
      section(plotter, of("discrete"), units, {
        title: "Discrete entropies",
        meaning:
          "For columns whose values repeat: the largest information that anything can carry about the column.",
      }),
      section(plotter, of("differential"), units, {
        title: "Differential entropies",
        meaning:
          "For numbers on a scale. They depend on the column's unit and may be negative. They cannot be compared with discrete entropies, or between columns of different units.",
      }),
      refused.length === 0
        ? ""
        : `<h2>Not answered</h2><ul>${refused.map((why) => `<li>${escapeHtml(why)}</li>`).join("\n")}</ul>`,
      `<h2>All columns</h2>${htmlTable(["column", units, "± s.e.", "kind", "rows"], entropyCells(entropies, units), [units, "± s.e.", "rows"])}`,
    ],
  });
}

function section(
  drawing: Plotter,
  rows: readonly EntropyRow[],
  units: Units,
  { title, meaning }: { readonly title: string; readonly meaning: string },
): string {
  if (rows.length === 0) return "";
  const sorted = [...rows].sort((a, b) => b.nats! - a.nats!).slice(0, DRAWN);
  const bars = sorted.map(({ column, nats, standardError }) => ({
    name: column,
    value: inUnits(nats!, units),
    low: inUnits(nats! - 2 * standardError!, units),
    high: inUnits(nats! + 2 * standardError!, units),
    faint: false,
  }));
  const few = sorted.length < rows.length ? ` The largest ${sorted.length} of ${rows.length} are drawn.` : "";
  const described = `${title} of ${sorted.length} columns, in ${units}, largest first.`;
  return `<h2>${title}</h2><p class="small">${meaning} Black lines: two standard errors either way.${few}</p>
<figure class="alone">${barsFigure(drawing, described, bars, units)}</figure>`;
}
