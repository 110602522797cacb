/**
 * @module The staircase of Poole et al. 2019: 2, 4, 6, 8, 10 nats for 4,000 steps each, d = 20, a batch of 64 fresh pairs
 * every step, Adam at 5e-4. Critics are MLPs of two layers of 256, separable ones embed into 32 dimensions.
 */
import { concat, cubic, gaussian, miTerm, separable, stream } from "natwise";
import { key } from "./marks.mjs";
import { groups, mean, short, variance } from "./statistics.mjs";

export const batch = 64;
/** Blocks a point of a curve is drawn of: 200 steps. */
const together = 4;
const stairs = [2, 4, 6, 8, 10];
const full = { steps: 4000, hidden: [256, 256], embed: 32, wide: [512, 512], block: 50 };
const small = { steps: 150, hidden: [64, 64], embed: 16, wide: [64, 64], block: 10 };
/** Seconds of one core, for 20,000 steps. */
const costs = { separable: 45, concat: 400 };

const tasks = {
  gaussian: (nats) => gaussian({ dims: 20, nats }),
  // The same W on every stair: what changes is the information.
  cubic: (nats) => cubic(gaussian({ dims: 20, nats }), { W: "random", seed: 1 }),
};

/**
 * A job for each bound x critic x task.
 *
 * @param bounds by name, what a term is made of besides its critic; given the widths of its baseline
 */
export function staircaseJobs({ bounds, quick, seed }) {
  const { steps, hidden, embed, wide, block } = quick ? small : full;
  const critics = { separable: () => separable({ hidden, embed }), concat: () => concat({ hidden }) };
  return Object.keys(tasks).flatMap((task) =>
    Object.keys(critics).flatMap((critic) =>
      Object.entries(bounds).map(([bound, parts]) => ({
        id: `staircase/${task}/${critic}/${bound.replaceAll(" ", "-")}-seed${seed}`,
        labels: { part: "staircase", task, critic, bound, seed, steps, hidden, batch },
        cost: quick ? costs[critic] / 100 : costs[critic],
        async run({ engine, signal, onProgress }) {
          const values = await stream({
            term: miTerm({ ...parts({ wide }), critic: critics[critic]() }),
            stairs: stairs.map((nats) => ({ task: tasks[task](nats), steps })),
            ...{ batch, learningRate: 5e-4, seed, engine, signal, onProgress },
          });
          return { curve: blocks(values, { steps, block }) };
        },
      })),
    ),
  );
}

/** Means and variances of the values of so many steps at a time. A value that is not finite makes both null. */
function blocks(values, { steps, block }) {
  return Array.from({ length: values.length / block }, (_, i) => {
    const inside = Array.from(values.subarray(i * block, (i + 1) * block));
    return {
      step: (i + 1) * block,
      truth: stairs[Math.floor((i * block) / steps)],
      mean: short(mean(inside)),
      variance: short(variance(inside)),
    };
  });
}

/** What a critic gives at the end of each stair: bias, variance of a batch's value, and both together. */
export function ends(rows) {
  return rows
    .filter((row) => row.part === "staircase")
    .flatMap(({ task, critic, bound, curve }) =>
      groups(curve, "truth").map(([[truth], points]) => {
        // The last quarter of a stair: the critic has had 3,000 steps to climb it.
        const last = points.slice(-Math.ceil(points.length / 4));
        const broken = last.some((point) => point.mean === null);
        const value = broken ? Number.NaN : mean(last.map((point) => point.mean));
        // Within a block the critic hardly moves.
        const spread = broken ? Number.NaN : mean(last.map((point) => point.variance));
        return {
          task,
          critic,
          bound,
          truth,
          value,
          bias: value - truth,
          variance: spread,
          mse: (value - truth) ** 2 + spread,
        };
      }),
    );
}

/** Blocks of a curve, so many taken together: finer than a pixel nothing is seen. */
function smoothed(curve, together) {
  return Array.from({ length: Math.ceil(curve.length / together) }, (_, i) => {
    const some = curve.slice(i * together, (i + 1) * together);
    const broken = some.some((point) => point.mean === null);
    return {
      ...some[some.length - 1],
      mean: broken ? null : mean(some.map((point) => point.mean)),
      variance: broken ? null : mean(some.map((point) => point.variance)),
    };
  });
}

/** One picture: a panel for each bound, both critics in it, truth and ceiling drawn in. */
export function staircaseFigure({ name, task, bounds, ceilings = {} }) {
  const names = { gaussian: "Gaussian", cubic: "Cubic, y → (W y)³" };
  return {
    name,
    caption: `${names[task]}: the bound on each batch of ${batch} fresh pairs while the critic trains; lines are means of 200 steps, bands a standard deviation of a single batch. The black stairs are the truth, the broken line the bound's ceiling.`,
    draw(rows, { Plot, draw, colours }) {
      const shown = rows.filter(
        (row) => row.part === "staircase" && row.task === task && bounds.includes(row.bound),
      );
      if (shown.length === 0) return null;
      const paints = { separable: colours.blue, concat: colours.vermilion };
      const columns = Math.min(4, bounds.length);
      const place = (bound) => ({
        fx: bounds.indexOf(bound) % columns,
        fy: Math.floor(bounds.indexOf(bound) / columns),
      });
      const points = shown.flatMap(({ bound, critic, curve }) =>
        smoothed(curve, together)
          .filter((point) => point.mean !== null)
          .map((point) => ({ ...point, critic, ...place(bound), deviation: Math.sqrt(point.variance) })),
      );
      const panels = bounds.filter((bound) => shown.some((row) => row.bound === bound));
      const truth = panels.flatMap((bound) =>
        smoothed(shown[0].curve, together).map((point) => ({ ...point, ...place(bound) })),
      );
      const limits = panels.flatMap((bound) =>
        ceilings[bound] ? [{ ...place(bound), y: ceilings[bound] }] : [],
      );
      const facets = { fx: "fx", fy: "fy" };
      const low = -1;
      const high = 12;
      const clamp = (value) => Math.max(low, Math.min(high, value));
      return draw(`Staircases of ${panels.join(", ")}.`, {
        width: 60 + columns * 200,
        height: 70 + Math.ceil(panels.length / columns) * 170,
        marginTop: 40,
        fx: { axis: null },
        fy: { axis: null },
        x: { label: "training step", ticks: 3, tickFormat: "~s" },
        y: { label: "nats", domain: [low, high], grid: true },
        marks: [
          ...Object.keys(paints).map((critic) =>
            Plot.areaY(
              points.filter((point) => point.critic === critic),
              {
                ...{ ...facets, x: "step", fill: paints[critic], fillOpacity: 0.2 },
                ...{
                  y1: (point) => clamp(point.mean - point.deviation),
                  y2: (point) => clamp(point.mean + point.deviation),
                },
              },
            ),
          ),
          Plot.line(points, {
            ...{ ...facets, x: "step", y: (point) => clamp(point.mean), z: "critic" },
            ...{ stroke: (point) => paints[point.critic], strokeWidth: 1.4 },
          }),
          Plot.line(truth, { ...facets, x: "step", y: "truth", stroke: colours.black, strokeWidth: 1.2 }),
          Plot.ruleY(limits, { ...facets, y: "y", stroke: colours.black, strokeDasharray: "5,4" }),
          Plot.text(
            panels.map((bound) => ({ bound, ...place(bound) })),
            {
              ...{ ...facets, text: "bound", frameAnchor: "top-left", dx: 6, dy: 4, fontWeight: "bold" },
            },
          ),
          ...key(Plot, [["truth", colours.black], ...Object.entries(paints)], { fx: 0, fy: 0 }),
        ],
      });
    },
  };
}

/** Bias, variance and mean squared error at the end of each stair. */
export function staircaseTable({ name, task, critic, bounds }) {
  return {
    name,
    caption: `${task}, ${critic} critic: bias / variance / mean squared error of one batch at the end of each stair, in nats`,
    cells(rows) {
      const found = ends(rows).filter((end) => end.task === task && end.critic === critic);
      const truths = [...new Set(found.map(({ truth }) => truth))];
      const cell = (end) =>
        end && Number.isFinite(end.value)
          ? [end.bias, end.variance, end.mse].map((value) => number(value)).join(" / ")
          : "not finite";
      return [
        ["bound", ...truths.map((truth) => `${truth} nats`)],
        ...bounds
          .filter((bound) => found.some((end) => end.bound === bound))
          .map((bound) => [
            bound,
            ...truths.map((truth) => cell(found.find((end) => end.bound === bound && end.truth === truth))),
          ]),
      ];
    },
  };
}

const number = (value) => (Math.abs(value) >= 1000 ? value.toExponential(1) : value.toFixed(2));
