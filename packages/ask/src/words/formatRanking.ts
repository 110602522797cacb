import type { Ranking, RankRow } from "../types.ts";
import { groupRemarks, marks, numbered, refusals } from "./groupRemarks.ts";
import { nameList } from "./nameList.ts";
import { bar } from "./numbers/bar.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { pairCells } from "./numbers/pairCells.ts";
import { SIGNIFICANT } from "./numbers/pValue.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { remarkLines } from "./remarkLines.ts";
import { shorten } from "./shorten.ts";

const WIDTH = 24;

/** The rule that orders columns by added information. */
export const cmimRule =
  "CMIM (Fleuret 2004): the smaller of I(column; target) and I(column; target given any column chosen before)";

/** A ranking as text: bars of the `top` columns, significant ones first. Ends with a line break. */
export function formatRanking(ranking: Ranking, units: Units, top: number): string {
  const { rows, order, notes, remarks } = ranking;
  const answered = rows.filter(({ nats }) => nats !== null);
  const shown = answered.slice(0, top);
  const most = shown.reduce((most, { nats }) => Math.max(most, nats!), 0);
  const groups = groupRemarks(
    shown.map(({ column, remarks }) => ({ name: column, remarks })),
    units,
  );
  const share = ({ nats }: RankRow) => (most > 0 ? Math.max(0, nats! / most) : 0);
  const table = formatRows(
    [
      ["column", "", units, "95% interval", "p", "q", ""],
      ...shown.map((row) => {
        const { value, interval, tests } = pairCells(row, units);
        const drawn = isSignificant(row)
          ? bar(share(row), WIDTH)
          : "░".repeat(Math.round(share(row) * WIDTH));
        return [shorten(row.column, 32), drawn, value, interval, ...tests, marks(groups, row.column)];
      }),
    ],
    ["left", "left", "right", "left", "right", "right", "left"],
  );
  const hidden = answered.length - shown.length;
  const refused = rows.filter(({ nats }) => nats === null);
  return [
    `${rankingHeadline(ranking)}\n`,
    shown.length === 0 ? "" : table,
    shown.every(isSignificant) ? "" : "  ░ not significant at FDR 5%\n",
    hidden > 0 ? `  ${formatCount(hidden)} more; --top ${answered.length} prints all\n` : "",
    order === null ? "" : formatOrder(ranking, units),
    formatList(
      "Not answered",
      refusals(
        refused.map(({ column, remarks }) => ({ name: column, remarks })),
        units,
      ),
    ),
    formatList("Data", remarkLines(notes, units)),
    formatList("Warnings", [...remarkLines(remarks, units), ...numbered(groups)]),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

const isSignificant = ({ qValue }: RankRow) => qValue !== null && qValue <= SIGNIFICANT;

/** The result as a sentence without a full stop. */
export function rankingHeadline({ target, given, rows }: Ranking): string {
  const about = `about ${target}${given.length > 0 ? ` given ${nameList(given)}` : ""}`;
  const tested = rows.filter(({ qValue }) => qValue !== null);
  const found = tested.filter(isSignificant);
  if (tested.length === 0) return `Information of each column ${about}`;
  const columns =
    tested.length === 1 ? "column carries" : found.length === 1 ? "columns carries" : "columns carry";
  return `${formatCount(found.length)} of ${formatCount(tested.length)} ${columns} information ${about} (significant at FDR 5%)`;
}

function formatOrder({ order, target }: Ranking, units: Units): string {
  const head = `In the order in which they add most about ${target}\n  ${cmimRule}\n`;
  if (order!.length === 0) return `${head}  none adds more than ${formatValue(0.01, units)} ${units}\n`;
  const rows = order!.map(({ column, nats, beyond }, i) => [
    `${i + 1}.`,
    shorten(column, 32),
    `${formatValue(nats, units)} ${units}`,
    beyond === null ? "" : `given ${shorten(beyond, 32)}`,
  ]);
  return `${head}${formatRows(rows, ["right", "left", "right", "left"])}`;
}
