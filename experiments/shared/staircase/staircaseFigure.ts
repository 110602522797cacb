import type { Figure } from "@natwise/ask/experiments";
import { key } from "../key.ts";
import { mean } from "../statistics.ts";
import { type Block, batch, type CriticName, type StaircaseRow, type TaskName } from "./staircaseJobs.ts";

/** Blocks that a point of a curve is drawn of: 200 steps. Anything finer than a pixel cannot be seen. */
const together = 4;
/** Of the vertical axis, in nats. */
const [low, high] = [-1, 12];
const titles = { gaussian: "Gaussian", cubic: "Cubic, y → (W y)³" };

/**
 * A panel for each bound, both critics in it, truth and ceiling drawn in.
 *
 * @param ceilings in nats; null or absent for a bound without one
 */
export function staircaseFigure({
  task,
  bounds,
  ceilings,
}: {
  readonly task: TaskName;
  readonly bounds: readonly string[];
  readonly ceilings: Readonly<Record<string, number | null>>;
}): Figure<StaircaseRow> {
  const columns = Math.min(4, bounds.length);
  const place = (bound: string) => ({
    fx: bounds.indexOf(bound) % columns,
    fy: Math.floor(bounds.indexOf(bound) / columns),
  });
  return {
    name: `staircase-${task}`,
    caption: `${titles[task]}: the bound on each batch of ${batch} fresh pairs while the critic trains; lines are means of 200 steps, bands a standard deviation of a single batch. The black stairs are the truth, the broken line the bound's ceiling.`,
    draw(rows, { Plot, draw, colours }) {
      const shown = rows.filter((row) => row.task === task && bounds.includes(row.bound));
      if (shown.length === 0) return null;
      const paints: Record<CriticName, string> = { separable: colours.blue, concat: colours.vermilion };
      const points = shown.flatMap(({ bound, critic, curve }) =>
        smoothed(curve).flatMap(({ step, mean, variance }) =>
          mean === null || variance === null
            ? []
            : [{ step, mean, deviation: Math.sqrt(variance), critic, ...place(bound) }],
        ),
      );
      const panels = bounds.filter((bound) => shown.some((row) => row.bound === bound));
      const truth = panels.flatMap((bound) =>
        smoothed(shown[0].curve).map((point) => ({ ...point, ...place(bound) })),
      );
      const limits = panels
        .filter((bound) => (ceilings[bound] ?? null) !== null)
        .map((bound) => ({ ...place(bound), y: ceilings[bound] }));
      const facets = { fx: "fx", fy: "fy" };
      const clamp = (value: number) => Math.max(low, Math.min(high, value));
      return draw(`Staircases of ${panels.join(", ")}.`, {
        width: 60 + columns * 200,
        height: 70 + Math.ceil(panels.length / columns) * 170,
        marginTop: 40,
        fx: { axis: null },
        fy: { axis: null },
        x: { label: "training step", ticks: 3, tickFormat: "~s" },
        y: { label: "nats", domain: [low, high], grid: true },
        marks: [
          ...Object.entries(paints).map(([critic, paint]) =>
            Plot.areaY(
              points.filter((point) => point.critic === critic),
              {
                ...{ ...facets, x: "step", fill: paint, fillOpacity: 0.2 },
                y1: (point) => clamp(point.mean - point.deviation),
                y2: (point) => clamp(point.mean + point.deviation),
              },
            ),
          ),
          Plot.line(points, {
            ...{ ...facets, x: "step", y: (point) => clamp(point.mean), z: "critic" },
            ...{ stroke: (point: { critic: CriticName }) => paints[point.critic], strokeWidth: 1.4 },
          }),
          Plot.line(truth, { ...facets, x: "step", y: "truth", stroke: colours.black, strokeWidth: 1.2 }),
          Plot.ruleY(limits, { ...facets, y: "y", stroke: colours.black, strokeDasharray: "5,4" }),
          Plot.text(
            panels.map((bound) => ({ bound, ...place(bound) })),
            { ...facets, text: "bound", frameAnchor: "top-left", dx: 6, dy: 4, fontWeight: "bold" },
          ),
          ...key(Plot, [["truth", colours.black], ...Object.entries(paints)], { fx: 0, fy: 0 }),
        ],
      });
    },
  };
}

/** A curve of fewer blocks: a mean or variance is null where one of its blocks' is. */
function smoothed(curve: readonly Block[]): Block[] {
  return Array.from({ length: Math.ceil(curve.length / together) }, (_, i) => {
    const some = curve.slice(i * together, (i + 1) * together);
    const { step, truth } = some[some.length - 1];
    return {
      ...{ step, truth },
      mean: meanOf(some.map((block) => block.mean)),
      variance: meanOf(some.map((block) => block.variance)),
    };
  });
}

const meanOf = (values: readonly (number | null)[]): number | null =>
  values.every((value) => value !== null) ? mean(values) : null;
