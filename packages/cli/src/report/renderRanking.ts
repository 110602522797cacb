import { headline } from "../format/formatRanking.ts";
import { groupWarnings, marks, numbered } from "../format/groupWarnings.ts";
import { pairCells } from "../format/pairCells.ts";
import { SIGNIFICANT } from "../format/pValue.ts";
import { formatValue, inUnits, type Units } from "../format/units.ts";
import type { Ranking } from "../pairs/ranking.ts";
import { barsFigure } from "./barsFigure.ts";
import { plotter } from "./figure.ts";
import { htmlTable, page } from "./page.ts";

/** Bars drawn at the most. */
const DRAWN = 50;

/** A ranking as one HTML file: bars with their intervals, a table of all columns, warnings, how it was made. */
export async function renderRanking(
  ranking: Ranking,
  units: Units,
  command: readonly string[],
): Promise<string> {
  const { rows, order, target, notes, warnings, path, read, seed } = ranking;
  const answered = rows.filter(({ nats }) => nats !== null);
  const drawn = answered.slice(0, DRAWN).map(({ column, nats, interval, qValue }) => ({
    name: column,
    value: Math.max(0, inUnits(nats!, units)),
    low: interval && Math.max(0, inUnits(interval.low, units)),
    high: interval && Math.max(0, inUnits(interval.high, units)),
    faint: qValue === null || qValue > SIGNIFICANT,
  }));
  const described = `What ${drawn.length} columns tell about ${target}, in ${units}, best first.`;
  const svg = drawn.length === 0 ? "" : barsFigure(await plotter(), described, drawn, units);
  const groups = groupWarnings(answered.map(({ column, warnings }) => ({ name: column, warnings })));
  const cells = rows.map((row) => {
    const { value, interval, tests } = pairCells(row, units);
    const remarks = row.nats === null ? row.warnings.join(" ") : marks(groups, row.column);
    return [row.column, value, interval, ...tests, row.estimator ?? "-", remarks];
  });
  const sections = [
    drawn.length === 0
      ? ""
      : `<p class="small">Blue: found at a false discovery rate of 5%. Black lines: 95% intervals.${drawn.length < answered.length ? ` The best ${drawn.length} of ${answered.length} are drawn.` : ""}</p>
<figure class="alone">${svg}</figure>`,
    order === null
      ? ""
      : `<h2>In the order in which they add most</h2>
<p class="small">CMIM (Fleuret 2004): what a column tells by itself or beyond one chosen before it, whichever is least.</p>
${htmlTable(
  ["column", units, "beyond"],
  order.map(({ column, nats, beyond }) => [column, formatValue(nats, units), beyond ?? ""]),
  [units],
)}`,
    `<h2>All columns</h2>${htmlTable(["column", units, "95% interval", "p", "q", "estimator", "remarks"], cells, [units, "p", "q"])}`,
  ];
  return page({
    title: headline(ranking),
    ...{ sections, notes, path, read, seed, command },
    warnings: [...warnings, ...numbered(groups)],
  });
}
