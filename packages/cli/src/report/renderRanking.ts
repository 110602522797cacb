import { headline, shorten } from "../format/formatRanking.ts";
import { groupWarnings, marks, numbered } from "../format/groupWarnings.ts";
import { pairCells } from "../format/pairCells.ts";
import { formatValue, inUnits, type Units } from "../format/units.ts";
import type { Ranking } from "../pairs/ranking.ts";
import { colours, plotter } from "./figure.ts";
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
  const { Plot, draw } = await plotter();
  const answered = rows.filter(({ nats }) => nats !== null);
  const drawn = answered.slice(0, DRAWN).map(({ column, nats, interval, qValue }) => ({
    column,
    value: Math.max(0, inUnits(nats!, units)),
    low: interval && Math.max(0, inUnits(interval.low, units)),
    high: interval && Math.max(0, inUnits(interval.high, units)),
    found: qValue !== null && qValue <= 0.05,
  }));
  const letters = Math.max(...drawn.map(({ column }) => Math.min(32, [...column].length)), 6);
  const svg =
    drawn.length === 0
      ? ""
      : draw(`What ${drawn.length} columns tell about ${target}, in ${units}, best first.`, {
          width: 760,
          height: 60 + 22 * drawn.length,
          marginLeft: 16 + 7 * letters,
          x: { label: units, grid: true, zero: true },
          y: {
            label: null,
            domain: drawn.map(({ column }) => column),
            tickFormat: (name: string) => shorten(name, 32),
            tickSize: 0,
          },
          marks: [
            Plot.barX(drawn, {
              x: "value",
              y: "column",
              fill: (d) => (d.found ? colours.blue : "#c4c4c4"),
              insetTop: 2,
              insetBottom: 2,
            }),
            Plot.ruleY(
              drawn.filter(({ low }) => low !== null),
              { y: "column", x1: "low", x2: "high", stroke: colours.black, strokeWidth: 1.5 },
            ),
            Plot.ruleX([0]),
          ],
        });
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
<figure class="drawn">${svg}</figure>`,
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
