import type { TestAnswer } from "../types.ts";
import { formatStatistic } from "../words/formatTest.ts";
import { colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

/** Maximum number of bars for the surrogates, and for the whole picture. */
const BARS = 24;
const MOST_BARS = 90;

/**
 * Histogram of the surrogates' statistic, with a line at the statistic of the data. Bars end at that line, so that the bars
 * beyond it, in another colour, hold the surrogates that the p-value counts.
 *
 * @param label of the statistic's axis, with its unit
 */
export function surrogatesFigure(
  { Plot, draw }: Plotter,
  { observed, surrogates }: TestAnswer["compared"],
  label: string,
): string {
  const [least, most] = surrogates.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const span = Math.max(most, observed) - Math.min(least, observed);
  // If all surrogates equal the data, the span is 0 and any width will do.
  const wanted = Math.min(BARS, Math.ceil(Math.sqrt(surrogates.length)));
  const width = Math.max((most - least) / wanted, span / MOST_BARS) || 1;
  const counts = new Map<number, number>();
  for (const value of surrogates) {
    const bar = Math.floor((value - observed) / width);
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  const bars = [...counts].map(([bar, count]) => ({
    from: observed + bar * width,
    to: observed + (bar + 1) * width,
    count,
    beyond: bar >= 0,
  }));
  const highest = Math.max(...bars.map(({ count }) => count));
  const reached = bars.reduce((sum, { beyond, count }) => sum + (beyond ? count : 0), 0);
  const left = observed < (least + Math.max(most, observed)) / 2;
  return draw(
    `${surrogates.length} surrogates, of which ${reached} reach the data's ${formatStatistic(observed)}: ${label}.`,
    {
      width: 480,
      height: 270,
      marginTop: 36,
      marginBottom: 44,
      x: { label: `${label} →`, labelArrow: false, nice: true, ticks: 5 },
      y: {
        label: "↑ surrogates",
        labelArrow: false,
        grid: true,
        ticks: Math.min(5, highest),
        tickFormat: "d",
      },
      marks: [
        Plot.rectY(bars, {
          x1: "from",
          x2: "to",
          y: "count",
          fill: (bar) => (bar.beyond ? colours.orange : colours.blue),
          insetLeft: 0.5,
          insetRight: 0.5,
        }),
        Plot.ruleY([0]),
        Plot.ruleX([observed], { stroke: colours.vermilion, strokeWidth: 2 }),
        Plot.text([observed], {
          x: (value: number) => value,
          text: [`the data: ${formatStatistic(observed)}`],
          frameAnchor: "top",
          dy: -14,
          textAnchor: left ? "start" : "end",
          fill: "#9c4400",
        }),
      ],
      color: { type: "identity" },
    },
  );
}
