import type { Ranking, RankRow } from "../pairs/ranking.ts";
import { bar } from "./bar.ts";
import { formatCount } from "./formatCount.ts";
import { formatList } from "./formatList.ts";
import { formatRows } from "./formatRows.ts";
import { groupWarnings, marks, numbered, refusals } from "./groupWarnings.ts";
import { pairCells } from "./pairCells.ts";
import { SIGNIFICANT } from "./pValue.ts";
import { formatValue, type Units } from "./units.ts";

const WIDTH = 24;

/** A ranking for people: bars, best first, of the `top` columns. Ends with a line break. */
export function formatRanking(ranking: Ranking, units: Units, top: number): string {
  const { rows, order, notes, warnings } = ranking;
  const answered = rows.filter(({ nats }) => nats !== null);
  const shown = answered.slice(0, top);
  const most = Math.max(...shown.map(({ nats }) => nats!), 0);
  const groups = groupWarnings(shown.map(({ column, warnings }) => ({ name: column, warnings })));
  const share = ({ nats }: RankRow) => (most > 0 ? Math.max(0, nats! / most) : 0);
  const told = ({ qValue }: RankRow) => qValue !== null && qValue <= SIGNIFICANT;
  const faint = !shown.every(told);
  const table = formatRows(
    [
      ["column", "", units, "95% interval", "p", "q", ""],
      ...shown.map((row) => {
        const { value, interval, tests } = pairCells(row, units);
        const drawn = told(row) ? bar(share(row), WIDTH) : "░".repeat(Math.round(share(row) * WIDTH));
        return [shorten(row.column, 32), drawn, value, interval, ...tests, marks(groups, row.column)];
      }),
    ],
    ["left", "left", "right", "left", "right", "right", "left"],
  );
  const hidden = answered.length - shown.length;
  const refused = rows.filter(({ nats }) => nats === null);
  return [
    `${headline(ranking)}\n`,
    shown.length === 0 ? "" : table,
    faint ? "  ░ not told from chance at a false discovery rate of 5%\n" : "",
    hidden > 0 ? `  ${formatCount(hidden)} more; --top ${answered.length} prints them\n` : "",
    order === null ? "" : formatOrder(ranking, units),
    formatList("Not answered", refusals(refused.map(({ column, warnings }) => ({ name: column, warnings })))),
    formatList("Data", notes),
    formatList("Warnings", [...warnings, ...numbered(groups)]),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What was found, in a sentence. */
export function headline({ target, given, rows }: Ranking): string {
  const beyond = given.length > 0 ? ` beyond ${given.join(", ")}` : "";
  const tested = rows.filter(({ qValue }) => qValue !== null);
  const found = tested.filter(({ qValue }) => qValue! <= SIGNIFICANT);
  if (tested.length === 0) return `What each column tells about ${target}${beyond}`;
  const columns = tested.length === 1 ? "column" : "columns";
  const tell = found.length === 1 || tested.length === 1 ? "tells" : "tell";
  return `${formatCount(found.length)} of ${formatCount(tested.length)} ${columns} ${tell} something about ${target}${beyond}, at a false discovery rate of 5%`;
}

function formatOrder({ order, target }: Ranking, units: Units): string {
  const head = `In the order in which they add most about ${target} (CMIM, Fleuret 2004: what a column tells by itself or beyond one chosen before it, whichever is least)\n`;
  if (order!.length === 0) return `${head}  none adds more than 0.01 nats\n`;
  const rows = order!.map(({ column, nats, beyond }, i) => [
    `${i + 1}.`,
    shorten(column, 32),
    `${formatValue(nats, units)} ${units}`,
    beyond === null ? "" : `beyond ${shorten(beyond, 32)}`,
  ]);
  return `${head}${formatRows(rows, ["right", "left", "right", "left"])}`;
}

/** A name that fits a column of the table. */
export function shorten(name: string, width: number): string {
  const letters = [...name];
  return letters.length <= width ? name : `${letters.slice(0, width - 1).join("")}…`;
}
