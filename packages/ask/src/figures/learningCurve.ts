import type { PlainEstimate } from "../types.ts";
import { inUnits, type Units } from "../words/numbers/units.ts";
import { colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

/**
 * The learning curves of an estimate as SVG: each fold's value on training batches and on validation rows, the ceiling, the
 * largest possible value and the reported value. Null if nothing was trained.
 */
export function learningCurve(
  { Plot, draw }: Plotter,
  estimate: PlainEstimate,
  { units, most }: { units: Units; most: number | null },
): string | null {
  const points = estimate.curves.flatMap((curve, fold) =>
    curve.flatMap(({ step, train, validation }) => [
      { step, value: inUnits(train, units), line: `${fold} training`, what: "training" },
      { step, value: inUnits(validation, units), line: `${fold} validation`, what: "validation" },
    ]),
  );
  if (points.length === 0) return null;
  const reported = inUnits(estimate.nats, units);
  // One diverging step must not flatten all curves: the axis shows the middle nine tenths, and no more below zero than above.
  const sorted = points
    .map(({ value }) => value)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.round((sorted.length - 1) * q)];
  const size = Math.max(Math.abs(reported), 0.1);
  const high = Math.max(reported, 0.05, Math.min(quantile(0.95), 3 * size));
  const low = Math.max(Math.min(0, reported, quantile(0.05)), Math.min(reported, 0) - Math.max(high, size));
  const limits = [
    { nats: estimate.ceiling, label: "ceiling" },
    { nats: most, label: "most possible" },
  ].flatMap(({ nats, label }) => {
    if (nats === null) return [];
    const value = inUnits(nats, units);
    const inside = value <= low + 3 * (high - low);
    return [{ value, inside, label: `${label} ${value.toFixed(2)}${inside ? "" : " ↑"}` }];
  });
  const inside = limits.filter((limit) => limit.inside);
  const above = limits.filter((limit) => !limit.inside);
  const top = Math.max(high, ...inside.map(({ value }) => value));
  const room = (top - low) * 0.08;
  return draw(
    `Learning curves of ${estimate.estimator}: ${units} against training step; ${reported.toFixed(3)} ${units} held out at the end.`,
    {
      x: {
        label: "training step",
        ticks: 5,
        domain: [0, points.reduce((most, { step }) => Math.max(most, step), 0)],
      },
      y: { label: units, domain: [low - room, top + room], grid: true, ticks: 6 },
      marks: [
        Plot.ruleY([0], { stroke: "#999" }),
        Plot.line(points, {
          x: "step",
          y: "value",
          z: "line",
          stroke: (point) => (point.what === "training" ? colours.orange : colours.blue),
          strokeWidth: 1.4,
          strokeOpacity: 0.75,
          clip: true,
        }),
        Plot.ruleY([reported], { stroke: colours.black, strokeWidth: 1.2 }),
        Plot.ruleY(inside, { y: "value", stroke: colours.vermilion, strokeDasharray: "5,4" }),
        Plot.text(inside, {
          y: "value",
          text: "label",
          frameAnchor: "right",
          dy: -7,
          textAnchor: "end",
          fill: "#9c4400",
        }),
        Plot.text(
          above.map(({ label }) => label),
          {
            text: [above.map(({ label }) => label).join(", ")],
            frameAnchor: "top-right",
            dy: -14,
            textAnchor: "end",
            fill: "#9c4400",
          },
        ),
      ],
    },
  );
}
