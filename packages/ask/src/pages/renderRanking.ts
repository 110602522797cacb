import { barsFigure } from "../figures/barsFigure.ts";
import type { Plotter } from "../figures/plotter.ts";
import type { Ranking } from "../types.ts";
import { cmimRule, rankingHeadline } from "../words/formatRanking.ts";
import { groupRemarks, marks, numbered } from "../words/groupRemarks.ts";
import { pairCells } from "../words/numbers/pairCells.ts";
import { SIGNIFICANT } from "../words/numbers/pValue.ts";
import { formatValue, inUnits, type Units } from "../words/numbers/units.ts";
import { remarkLines } from "../words/remarkLines.ts";
import type { Made } from "./made.ts";
import { htmlTable, page } from "./page.ts";

/** Maximum number of bars. */
const DRAWN = 50;

/** A ranking as one HTML file: bars with confidence intervals, and a table of all columns. */
export function renderRanking(
  plotter: Plotter,
  ranking: Ranking,
  { units, made }: { readonly units: Units; readonly made: Made },
): string {
  const { rows, order, target, notes, remarks, path, read, seed } = ranking;
  const answered = rows.filter(({ nats }) => nats !== null);
  const drawn = answered.slice(0, DRAWN).map(({ column, nats, interval, qValue }) => ({
    name: column,
    value: Math.max(0, inUnits(nats!, units)),
    low: interval && Math.max(0, inUnits(interval.low, units)),
    high: interval && Math.max(0, inUnits(interval.high ?? Math.max(interval.low, nats ?? 0), units)),
    faint: qValue === null || qValue > SIGNIFICANT,
  }));
  const described = `Information of ${drawn.length} columns about ${target}, in ${units}, significant ones first, then the largest.`;
  const svg = drawn.length === 0 ? "" : barsFigure(plotter, described, drawn, units);
  const groups = groupRemarks(
    answered.map(({ column, remarks }) => ({ name: column, remarks })),
    units,
  );
  const cells = rows.map((row) => {
    const { value, interval, tests } = pairCells(row, units);
    const said = row.nats === null ? remarkLines(row.remarks, units).join(" ") : marks(groups, row.column);
    return [row.column, value, interval, ...tests, row.estimator ?? "-", said];
  });
  const sections = [
    drawn.length === 0
      ? ""
      : `<p class="small">Blue: significant at FDR 5%, first. Black lines: 95% confidence intervals.${drawn.length < answered.length ? ` The best ${drawn.length} of ${answered.length} are drawn.` : ""}</p>
<figure class="alone">${svg}</figure>`,
    order === null
      ? ""
      : `<h2>In the order in which they add most</h2>
<p class="small">${cmimRule}.</p>
${htmlTable(
  ["column", units, "given"],
  order.map(({ column, nats, beyond }) => [column, formatValue(nats, units), beyond ?? ""]),
  [units],
)}`,
    `<h2>All columns</h2>${htmlTable(["column", units, "95% interval", "p", "q", "estimator", "remarks"], cells, [units, "p", "q"])}`,
  ];
  return page({
    title: rankingHeadline(ranking),
    ...{ sections, path, read, seed, made },
    notes: remarkLines(notes, units),
    warnings: [...remarkLines(remarks, units), ...numbered(groups)],
  });
}
