import type { Plotter } from "../figures/plotter.ts";
import type { InformationMatrix } from "../types.ts";
import { isSignificant, matrixHeadline, pairName, remarkedPair } from "../words/formatMatrix.ts";
import { groupRemarks, marks, numbered } from "../words/groupRemarks.ts";
import { pairCells } from "../words/numbers/pairCells.ts";
import type { Units } from "../words/numbers/units.ts";
import { remarkLines } from "../words/remarkLines.ts";
import { remarkText } from "../words/remarks/remarkText.ts";
import { shorten } from "../words/shorten.ts";
import type { Made } from "./made.ts";
import { htmlTable, page } from "./page.ts";

/** Maximum number of columns for values in the cells, and for names beside them. */
const WITH_VALUES = 16;
const WITH_NAMES = 150;
/** Maximum number of pairs listed. */
const LISTED = 1000;

/** White to dark blue, an order visible with any colour vision. */
const palette = { type: "linear", scheme: "blues", domain: [0, 1] } as const;

/** A matrix as one HTML file: a heat map with similar columns side by side, and a table of the pairs. */
export function renderMatrix(
  plotter: Plotter,
  matrix: InformationMatrix,
  { units, made }: { readonly units: Units; readonly made: Made },
): string {
  const { rows, refused, notes, remarks, path, read, seed } = matrix;
  const answered = rows.filter(({ nats }) => nats !== null);
  const groups = groupRemarks(answered.map(remarkedPair), units);
  const cells = rows.slice(0, LISTED).map((row) => {
    const { value, interval, tests } = pairCells(row, units);
    const score = row.score === null ? "-" : row.score.toFixed(2);
    const said = row.nats === null ? remarkLines(row.remarks, units).join(" ") : marks(groups, pairName(row));
    return [row.x, row.y, value, score, interval, ...tests, row.estimator ?? "-", said];
  });
  const numbers = [units, "score", "p", "q"];
  const values =
    matrix.columns.length <= WITH_VALUES
      ? " Values: the score; in brackets where it is not significant at FDR 5%."
      : "";
  const sections = [
    answered.length === 0
      ? ""
      : `<p class="small">Colour: the score, sqrt(1 - exp(-2 I)), from 0 to 1: the correlation of normal columns with this information.${values} Columns that carry information about each other stand side by side.</p>
<figure class="drawn">${legend(plotter)}</figure>
<figure class="drawn">${heatMap(plotter, matrix)}</figure>`,
    refused.length === 0
      ? ""
      : `<h2>Not answered</h2>${htmlTable(
          ["column", "why"],
          refused.map(({ column, why }) => [column, remarkText(why, units).text]),
          [],
        )}`,
    `<h2>All pairs</h2>${rows.length > LISTED ? `<p class="small">The best ${LISTED} of ${rows.length}.</p>` : ""}${htmlTable(["column", "column", units, "score", "95% interval", "p", "q", "estimator", "remarks"], cells, numbers)}`,
  ];
  return page({
    title: matrixHeadline(matrix),
    ...{ sections, path, read, seed, made },
    notes: remarkLines(notes, units),
    warnings: [...remarkLines(remarks, units), ...numbered(groups)],
  });
}

function heatMap({ Plot, draw }: Plotter, { columns, rows }: InformationMatrix): string {
  const n = columns.length;
  const size = Math.max(4, Math.min(52, Math.floor(860 / n)));
  const letters = Math.min(24, Math.max(...columns.map((name) => [...name].length)));
  const names = n <= WITH_NAMES && size >= 6;
  const margin = names ? 16 + 7 * letters : 12;
  const cells = rows
    .filter(({ score }) => score !== null)
    .flatMap((row) => {
      const text = isSignificant(row) ? row.score!.toFixed(2) : `(${row.score!.toFixed(2)})`;
      const cell = { score: row.score!, text };
      return [
        { ...cell, x: row.x, y: row.y },
        { ...cell, x: row.y, y: row.x },
      ];
    });
  const axis = {
    domain: columns,
    label: null,
    tickSize: 0,
    padding: n > 60 ? 0 : 0.04,
    tickFormat: names ? (name: string) => shorten(name, 24) : () => "",
  };
  return draw(`Information of ${n} columns about each other, as a score from 0 to 1.`, {
    width: margin + n * size + 16,
    height: margin + n * size + 16,
    ...{ marginLeft: margin, marginTop: margin, marginBottom: 16, marginRight: 16 },
    style: { fontSize: `${Math.min(12, Math.max(6, size - 2))}px`, background: "white" },
    x: { ...axis, axis: "top", tickRotate: -90 },
    y: axis,
    color: palette,
    marks: [
      Plot.cell(
        columns.map((name) => ({ x: name, y: name })),
        { x: "x", y: "y", fill: "#d9d9d9" },
      ),
      Plot.cell(cells, { x: "x", y: "y", fill: "score" }),
      ...(n <= WITH_VALUES
        ? [
            Plot.text(cells, {
              ...{ x: "x", y: "y", text: "text" },
              fill: (d) => (d.score > 0.6 ? "white" : "black"),
              fontSize: Math.min(12, Math.round(size / 4)),
            }),
          ]
        : []),
    ],
  });
}

function legend({ Plot, draw }: Plotter): string {
  const steps = Array.from({ length: 50 }, (_, i) => ({
    from: i / 50,
    to: (i + 1) / 50,
    score: (i + 0.5) / 50,
  }));
  return draw("The colours of the scores, from 0, nearly white, to 1, dark blue.", {
    ...{ width: 280, height: 56, marginLeft: 12, marginRight: 12, marginTop: 8, marginBottom: 34 },
    x: { domain: [0, 1], label: "score", ticks: 5 },
    y: { axis: null },
    color: palette,
    marks: [Plot.rect(steps, { x1: "from", x2: "to", y1: 0, y2: 1, fill: "score", inset: -0.4 })],
  });
}
