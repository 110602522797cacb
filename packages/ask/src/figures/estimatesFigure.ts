import type { Interval } from "natwise";
import type { EstimateAnswer } from "../types.ts";
import { formatInterval, levelOf } from "../words/numbers/interval.ts";
import { formatValue, inUnits, type Units } from "../words/numbers/units.ts";
import { colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

interface Line {
  readonly name: string;
  readonly nats: number;
  readonly interval: Interval | null;
  readonly standardError: number | null;
  /** Whether it is a reported estimate rather than a cross-check. */
  readonly reported: boolean;
}

/**
 * The estimates with their intervals and the cross-checks with their standard errors, on one scale from zero. Dashed lines mark
 * the largest possible value and the first ceiling, if they are near.
 */
export function estimatesFigure({ Plot, draw }: Plotter, answer: EstimateAnswer, units: Units): string {
  const { estimates, most } = answer;
  const lines: Line[] = estimates.flatMap((e) => [
    { name: e.estimator, ...e, reported: true },
    ...e.checks.map((check) => ({ ...check, name: check.estimator, interval: null, reported: false })),
  ]);
  const inside = (nats: number) => inUnits(nats, units);
  // Positions on the y scale must be unique, which names are not.
  const rows = lines.map((line, at) => {
    const { nats, interval, standardError, reported } = line;
    const [low, high] = interval
      ? [interval.low, interval.high]
      : standardError === null
        ? [nats, nats]
        : [nats - standardError, nats + standardError];
    return {
      at: String(at),
      reported,
      value: inside(nats),
      low: inside(low),
      high: high === null ? null : inside(high),
    };
  });
  const low = Math.min(0, ...rows.map((row) => row.low));
  const high = Math.max(0.05, ...rows.map((row) => row.high ?? 1.15 * row.value));
  const ceilings = estimates.flatMap(({ ceiling }) =>
    ceiling === null ? [] : [{ value: inside(ceiling), label: `ceiling ${formatValue(ceiling, units)}` }],
  );
  const limits = [
    ...(most ? [{ value: inside(most.nats), label: `most possible ${formatValue(most.nats, units)}` }] : []),
    ...ceilings.slice(0, 1),
  ].filter(({ value }) => value <= low + 1.6 * (high - low));
  const top = Math.max(high, ...limits.map(({ value }) => value));
  const room = 0.03 * (top - low);
  // Labels of neighbouring lines would overlap: merge them.
  const [a, b] = limits;
  const near = b !== undefined && Math.abs(a.value - b.value) < 0.35 * (top - low);
  const labels = near ? [{ value: Math.max(a.value, b.value), label: `${a.label}, ${b.label}` }] : limits;
  const names = lines.map(({ name }) => (name.length > 34 ? `${name.slice(0, 33)}…` : name));
  const marginLeft = 24 + 6.6 * Math.max(...names.map((name) => name.length));
  const [first] = lines;
  return draw(
    `${first.name}: ${formatValue(first.nats, units)} ${units}${first.interval ? `, ${levelOf(first.interval)} ${formatInterval(first.interval, units)}` : ""}${besides(lines.length - 1)}.`,
    {
      width: 680,
      height: 74 + 26 * lines.length,
      marginLeft,
      marginTop: 28,
      x: { label: units, domain: [low - room, top + room], grid: true, ticks: 6 },
      y: {
        label: null,
        domain: rows.map(({ at }) => at),
        tickFormat: (at: string) => names[Number(at)],
        tickSize: 0,
      },
      marks: [
        Plot.ruleX([0], { stroke: "#999" }),
        Plot.ruleX(limits, { x: "value", stroke: colours.vermilion, strokeDasharray: "5,4" }),
        Plot.text(labels, {
          x: "value",
          text: "label",
          frameAnchor: "top",
          dy: -14,
          textAnchor: "end",
          fill: "#9c4400",
        }),
        // A one-sided interval ends in an arrow at the edge.
        Plot.text(
          rows.filter((row) => row.high === null),
          {
            ...{ y: "at", x: () => top + room, text: () => "▸", textAnchor: "end" },
            fill: colours.blue,
          },
        ),
        Plot.ruleY(rows, {
          y: "at",
          x1: "low",
          x2: (row) => row.high ?? top + room,
          stroke: (row) => (row.reported ? colours.blue : "#999"),
          strokeWidth: (row) => (row.reported ? 3 : 1.5),
        }),
        Plot.dot(rows, {
          y: "at",
          x: "value",
          r: (row: { reported: boolean }) => (row.reported ? 5 : 4),
          fill: (row) => (row.reported ? colours.blue : "white"),
          stroke: (row) => (row.reported ? "white" : "#666"),
          strokeWidth: 1.5,
        }),
      ],
      r: { type: "identity" },
      color: { type: "identity" },
    },
  );
}

const besides = (others: number) =>
  others === 0 ? "" : `; ${others} ${others === 1 ? "other" : "others"} beside it`;
