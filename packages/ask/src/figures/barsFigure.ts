import { shorten } from "../words/shorten.ts";
import { colours } from "./colours.ts";
import type { Plotter } from "./plotter.ts";

/** Maximum number of letters of a name. */
const LETTERS = 24;

/** A bar, with an interval unless its ends are null. Faint bars are grey. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly faint: boolean;
}

/** Horizontal bars as SVG, on one scale that includes zero. Names must differ. */
export function barsFigure(
  { Plot, draw }: Plotter,
  description: string,
  bars: readonly Bar[],
  label: string,
): string {
  const letters = Math.max(...bars.map(({ name }) => Math.min(LETTERS, [...name].length)), 6);
  return draw(description, {
    width: 500,
    marginTop: 8,
    height: 44 + 22 * bars.length,
    marginLeft: 16 + 7 * letters,
    x: { label, grid: true, zero: true },
    y: {
      label: null,
      domain: bars.map(({ name }) => name),
      tickFormat: (name: string) => shorten(name, LETTERS),
      tickSize: 0,
    },
    marks: [
      Plot.barX(bars, {
        x: "value",
        y: "name",
        fill: (bar) => (bar.faint ? "#c4c4c4" : colours.blue),
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.ruleY(
        bars.filter(({ low }) => low !== null),
        { y: "name", x1: "low", x2: "high", stroke: colours.black, strokeWidth: 1.5 },
      ),
      Plot.ruleX([0]),
    ],
  });
}
