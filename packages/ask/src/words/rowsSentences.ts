import type { EstimateAnswer } from "../types.ts";
import { formatCount } from "./numbers/formatCount.ts";
import { formatValue, type Units } from "./numbers/units.ts";
import { wantedErrors } from "./wantedErrors.ts";

/** Where the estimate tends as the rows increase, and how many rows it takes; empty without an extrapolation. */
export function rowsSentences({ extrapolation, estimates: [first] }: EstimateAnswer, units: Units): string[] {
  if (extrapolation === null) return [];
  const { estimator, points, tends, settled, perDoubling } = extrapolation;
  const { rows, nats } = points[points.length - 1];
  const value = (size: number) => `${formatValue(size, units)} ${units}`;
  const instead =
    first.curves.length > 0
      ? [`These are estimates of ${estimator}, as ${first.estimator} would have to be trained fifteen times.`]
      : [];
  if (tends === null) {
    const way = perDoubling > 0 ? "rises" : "falls";
    return [
      ...instead,
      `No limit is in sight: the estimate ${way} by ${value(Math.abs(perDoubling))} each time the rows double, so the number of rows needed is unknown.`,
    ];
  }
  const apart = `${value(Math.abs(nats - tends.nats))} ${nats > tends.nats ? "above" : "below"} that limit`;
  const limit = `${formatValue(tends.nats, units)} ± ${value(tends.standardError)}`;
  return [
    ...instead,
    settled
      ? `With more rows the estimate tends to ${limit}. The estimate from all ${formatCount(rows)} rows is within its standard error of that limit, so more rows would make it more precise and hardly move it.`
      : `With more rows the estimate tends to ${limit}. The estimate from all ${formatCount(rows)} rows is still ${apart}, by more than its standard error.`,
    needed(extrapolation, units),
  ];
}

function needed(found: NonNullable<EstimateAnswer["extrapolation"]>, units: Units): string {
  const parts = wantedErrors(found, units).map(
    ({ tenth, rows }, i) =>
      `${tenth ? "a tenth of the limit" : `0.01 ${units}`} ${i === 0 ? "takes " : ""}about ${about(rows)}${i === 0 ? " rows" : ""}`,
  );
  return `A standard error of ${parts.join(", and one of ")}.`;
}

/** Two digits, as the standard error is known to a fifth. */
const about = (rows: number) => formatCount(Number(rows.toPrecision(2)));
