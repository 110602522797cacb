import type { InformationMatrix, MatrixRow } from "../types.ts";
import { groupRemarks, marks, numbered, refusals } from "./groupRemarks.ts";
import { bar } from "./numbers/bar.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatList } from "./numbers/formatList.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { pairCells } from "./numbers/pairCells.ts";
import { SIGNIFICANT } from "./numbers/pValue.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { remarkLines } from "./remarkLines.ts";
import { shorten } from "./shorten.ts";

/** Maximum number of columns that fit a terminal. */
const SQUARE = 12;

/** A matrix as text: the lower triangle if it fits, and the best pairs. Ends with a line break. */
export function formatMatrix(matrix: InformationMatrix, units: Units, top: number): string {
  const { rows, refused, notes, remarks } = matrix;
  const answered = rows.filter(({ nats }) => nats !== null);
  const shown = answered.slice(0, top);
  const groups = groupRemarks(shown.map(remarkedPair), units);
  const most = shown.reduce((most, { nats }) => Math.max(most, nats!), 0);
  const table = formatRows(
    [
      ["pair", "", units, "95% interval", "p", "q", ""],
      ...shown.map((row) => {
        const { value, interval, tests } = pairCells(row, units);
        const name = `${shorten(row.x, 24)} - ${shorten(row.y, 24)}`;
        const drawn = isSignificant(row) ? bar(most > 0 ? row.nats! / most : 0, 16) : "";
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
    hidden > 0
      ? `  ${formatCount(hidden)} more ${hidden === 1 ? "pair" : "pairs"}; --top ${answered.length} prints all\n`
      : "",
    formatList("Not answered", [
      ...refusals(
        refused.map(({ column, why }) => ({ name: column, remarks: [why] })),
        units,
      ),
      ...refusals(rows.filter(({ nats }) => nats === null).map(remarkedPair), units),
    ]),
    formatList("Data", remarkLines(notes, units)),
    formatList("Warnings", [...remarkLines(remarks, units), ...numbered(groups)]),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** The result as a sentence without a full stop. */
export function matrixHeadline({ rows }: InformationMatrix): string {
  const tested = rows.filter(({ qValue }) => qValue !== null);
  if (tested.length === 0) return "Information between the columns";
  const found = tested.filter(isSignificant).length;
  const pairs =
    tested.length === 1
      ? "pair of columns depends"
      : `pairs of columns ${found === 1 ? "depends" : "depend"}`;
  return `${formatCount(found)} of ${formatCount(tested.length)} ${pairs} on each other (significant at FDR 5%)`;
}

export const pairName = ({ x, y }: Pick<MatrixRow, "x" | "y">) => `${x} - ${y}`;
export const remarkedPair = (row: MatrixRow) => ({ name: pairName(row), remarks: row.remarks });
export const isSignificant = ({ qValue }: MatrixRow) => qValue !== null && qValue <= SIGNIFICANT;

function square({ columns, rows }: InformationMatrix, units: Units): string {
  const at = new Map(
    rows.flatMap((row) => [[`${row.x}\n${row.y}`, row] as const, [`${row.y}\n${row.x}`, row] as const]),
  );
  const cell = (a: string, b: string) => {
    const row = at.get(`${a}\n${b}`);
    if (row === undefined || row.nats === null) return "?";
    const text = formatValue(row.nats, units);
    return isSignificant(row) ? text : `(${text})`;
  };
  const faint = rows.some((row) => row.nats !== null && !isSignificant(row));
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
    ) + (faint ? `  ${units}; in brackets: not significant at FDR 5%\n` : `  ${units}\n`)
  );
}
