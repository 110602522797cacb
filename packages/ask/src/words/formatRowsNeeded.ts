import type { EstimateAnswer } from "../types.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatRows } from "./numbers/formatRows.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { rowsSentences } from "./rowsSentences.ts";

/** The section "Rows": the estimate at each number of rows, and sentences; empty without an extrapolation. */
export function formatRowsNeeded(answer: EstimateAnswer, units: Units): string {
  const { extrapolation } = answer;
  if (extrapolation === null) return "";
  const table = formatRows(
    [
      ["rows", units, "± one part", ""],
      ...extrapolation.points.map(({ rows, nats, standardError, parts }) => [
        formatCount(rows),
        formatValue(nats, units),
        formatValue(standardError, units),
        parts === 1 ? "all rows" : `mean of ${parts} parts`,
      ]),
    ],
    ["right", "right", "right", "left"],
  );
  const sentences = rowsSentences(answer, units).map((sentence) => `  ${sentence}\n`);
  return `Rows\n${table}${sentences.join("")}`;
}
