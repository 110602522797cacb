import type { Extrapolation } from "natwise";
import { formatCount } from "../words/numbers/formatCount.ts";
import { formatValue, inUnits, type Units } from "../words/numbers/units.ts";
import { colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

/** Numbers of rows at which the curve is drawn. */
const CURVE = 60;

/**
 * The estimate against the number of rows, on a logarithmic axis: means over parts with one standard error of the mean
 * either way, and if there is a limit the fitted curve and the limit, dashed.
 */
export function rowsFigure({ Plot, draw }: Plotter, found: Extrapolation, units: Units): string {
  const { points, tends, bias } = found;
  const inside = (nats: number) => inUnits(nats, units);
  const dots = points.map(({ rows, parts, nats, standardError }) => {
    const error = standardError / Math.sqrt(parts);
    return { rows, value: inside(nats), low: inside(nats - error), high: inside(nats + error) };
  });
  const first = dots[0].rows / 1.3;
  const last = 4 * dots[dots.length - 1].rows;
  const curve =
    tends === null || bias === null
      ? []
      : Array.from({ length: CURVE }, (_, i) => {
          const rows = first * (last / first) ** (i / (CURVE - 1));
          return { rows, value: inside(tends.nats + bias / rows) };
        });
  const limits =
    tends === null
      ? []
      : [{ value: inside(tends.nats), label: `tends to ${formatValue(tends.nats, units)} ${units}` }];
  const values = [...dots.flatMap(({ low, high }) => [low, high]), ...limits.map(({ value }) => value)];
  const low = Math.min(0, ...values);
  const high = Math.max(0.05, ...values);
  const room = 0.12 * (high - low);
  const [from, to] = [points[0], points[points.length - 1]];
  return draw(
    `Estimate against rows: ${formatValue(from.nats, units)} ${units} from ${formatCount(from.rows)} rows, ${formatValue(to.nats, units)} from ${formatCount(to.rows)}${tends === null ? "; no limit in sight" : `; tends to ${formatValue(tends.nats, units)}`}.`,
    {
      width: 480,
      height: 280,
      marginTop: 32,
      marginBottom: 44,
      x: { type: "log", domain: [first, last] },
      y: {
        label: `↑ ${units}`,
        labelArrow: false,
        grid: true,
        ticks: 6,
        domain: [low < 0 ? low - room : 0, high + room],
      },
      marks: [
        // A logarithmic scale would leave out the labels of some ticks.
        Plot.axisX(
          points.map(({ rows }) => rows),
          { text: (rows: number) => formatCount(rows), label: "rows →", labelArrow: false },
        ),
        Plot.ruleY([0], { stroke: "#999" }),
        Plot.line(curve, { x: "rows", y: "value", stroke: colours.sky, strokeWidth: 2, clip: true }),
        Plot.ruleY(limits, { y: "value", stroke: colours.vermilion, strokeDasharray: "5,4" }),
        Plot.text(limits, {
          text: "label",
          frameAnchor: "top-right",
          dy: -14,
          textAnchor: "end",
          fill: "#9c4400",
        }),
        Plot.ruleX(dots, { x: "rows", y1: "low", y2: "high", stroke: colours.blue, strokeWidth: 2 }),
        Plot.dot(dots, {
          x: "rows",
          y: "value",
          r: 5,
          fill: colours.blue,
          stroke: "white",
          strokeWidth: 1.5,
        }),
      ],
      r: { type: "identity" },
    },
  );
}
