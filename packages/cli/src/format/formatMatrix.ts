import type { InformationMatrix, MatrixRow } from "../pairs/informationMatrix.ts";
import { bar } from "./bar.ts";
import { formatCount } from "./formatCount.ts";
import { formatList } from "./formatList.ts";
import { shorten } from "./formatRanking.ts";
import { formatRows } from "./formatRows.ts";
import { groupWarnings, marks, numbered, refusals } from "./groupWarnings.ts";
import { pairCells } from "./pairCells.ts";
import { SIGNIFICANT } from "./pValue.ts";
import { formatValue, type Units } from "./units.ts";

/** More columns than this do not fit a terminal side by side. */
const SQUARE = 12;

/** A matrix for people: the lower triangle where it fits, and the best pairs. Ends with a line break. */
export function formatMatrix(matrix: InformationMatrix, units: Units, top: number): string {
  const { rows, refused, notes, warnings } = matrix;
  const answered = rows.filter(({ nats }) => nats !== null);
  const shown = answered.slice(0, top);
  const groups = groupWarnings(shown.map((row) => ({ name: pairName(row), warnings: row.warnings })));
  const most = Math.max(...shown.map(({ nats }) => nats!), 0);
  const table = formatRows(
    [
      ["pair", "", units, "95% interval", "p", "q", ""],
      ...shown.map((row) => {
        const { value, interval, tests } = pairCells(row, units);
        const name = `${shorten(row.x, 24)} - ${shorten(row.y, 24)}`;
        const drawn = found(row) ? bar(most > 0 ? row.nats! / most : 0, 16) : "";
        return [name, drawn, value, interval, ...tests, marks(groups, pairName(row))];
      }),
    ],
    ["left", "left", "right", "left", "right", "right", "left"],
  );
  const hidden = answered.length - shown.length;
  return [
    `${matrixHeadline(matrix)}\n`,
    matrix.columns.length <= SQUARE && answered.length > 0 ? square(matrix, units) : "",
    shown.length > 0 ? table : "",
    hidden > 0 ? `  ${formatCount(hidden)} more pairs; --top ${answered.length} prints them\n` : "",
    formatList("Not answered", [
      ...refusals(refused.map(({ column, why }) => ({ name: column, warnings: [why] }))),
      ...rows.filter(({ nats }) => nats === null).flatMap((row) => row.warnings),
    ]),
    formatList("Data", notes),
    formatList("Warnings", [...warnings, ...numbered(groups)]),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What was found, in a sentence. */
export function matrixHeadline({ rows }: InformationMatrix): string {
  const tested = rows.filter(({ qValue }) => qValue !== null);
  if (tested.length === 0) return "What the columns tell about each other";
  const pairs = tested.length === 1 ? "pair" : "pairs";
  const sure = tested.filter(found).length;
  return `${formatCount(sure)} of ${formatCount(tested.length)} ${pairs} of columns ${sure === 1 ? "tells" : "tell"} something about each other, at a false discovery rate of 5%`;
}

export const pairName = ({ x, y }: Pick<MatrixRow, "x" | "y">) => `${x} - ${y}`;
export const found = ({ qValue }: MatrixRow) => qValue !== null && qValue <= SIGNIFICANT;

function square({ columns, rows }: InformationMatrix, units: Units): string {
  const at = new Map(
    rows.flatMap((row) => [[`${row.x}\n${row.y}`, row] as const, [`${row.y}\n${row.x}`, row] as const]),
  );
  const cell = (a: string, b: string) => {
    const row = at.get(`${a}\n${b}`);
    if (row === undefined || row.nats === null) return "?";
    const text = formatValue(row.nats, units);
    return found(row) ? text : `(${text})`;
  };
  const faint = rows.some((row) => row.nats !== null && !found(row));
  return (
    formatRows(
      [
        ["", ...columns.slice(0, -1).map((_, i) => String(i + 1))],
        ...columns.map((name, i) => [
          `${i + 1} ${shorten(name, 24)}`,
          ...columns.slice(0, -1).map((other, j) => (j < i ? cell(name, other) : "")),
        ]),
      ],
      ["left", ...columns.slice(0, -1).map(() => "right" as const)],
    ) +
    (faint
      ? `  ${units}; in brackets: not told from chance at a false discovery rate of 5%\n`
      : `  ${units}\n`)
  );
}
