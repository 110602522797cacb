import type { Figure, Plotter } from "@natwise/ask/experiments";
import { gaussian } from "natwise";
import { key } from "../shared/key.ts";
import { type EstimatorName, estimatorNames } from "./compared.ts";
import { folds, type GaussianRow } from "./gaussianJobs.ts";
import { meanErrors } from "./meanErrors.ts";
import { standardError } from "./standardError.ts";

const inDims = (rows: readonly GaussianRow[], dims: number) => rows.filter((row) => row.dims === dims);

const symbols: Readonly<Record<EstimatorName, string>> = {
  MINE: "circle",
  "MINE-f": "triangle",
  KSG: "square",
};
const paintsOf = ({
  blue,
  vermilion,
  green,
}: Plotter["colours"]): Readonly<Record<EstimatorName, string>> => ({
  ...{ MINE: blue, "MINE-f": vermilion, KSG: green },
});
interface Named {
  readonly estimator: EstimatorName;
}

/** Estimates against rho in so many dimensions. */
function againstRho(dims: number): Figure<GaussianRow> {
  return {
    name: `gaussians-${dims}d`,
    caption: `${dims} + ${dims} columns: held-out estimates, means over the draws. The black line is the truth${dims > 2 ? "; where it leaves the picture, it goes on to 39 nats and more" : ""}. The broken line is the most KSG can show.`,
    draw(rows, { Plot, draw, colours }) {
      const points = meanErrors(inDims(rows, dims)).map((one) => ({ ...one, nats: one.truth + one.error }));
      if (points.length === 0) return null;
      const paints = paintsOf(colours);
      const paint = ({ estimator }: Named) => paints[estimator];
      const top = 1.2 * Math.max(...points.map(({ nats }) => nats), 0.1);
      const low = Math.min(0, ...points.map(({ nats }) => nats));
      const line = Array.from({ length: 199 }, (_, i) => (i - 99) / 100).map((rho) => ({
        rho,
        nats: gaussian({ dims, rho }).nats,
      }));
      const ceiling = inDims(rows, dims).find((row) => row.estimator === "KSG")?.ceiling;
      return draw(`Estimates against rho, ${dims} + ${dims} columns.`, {
        width: 360,
        height: 280,
        marginTop: 36,
        x: { label: "rho", domain: [-1, 1] },
        y: { label: "nats", domain: [low, top], grid: true },
        marks: [
          Plot.ruleY([0], { stroke: "#999" }),
          Plot.ruleY([ceiling], { stroke: paints.KSG, strokeDasharray: "5,4", clip: true }),
          Plot.line(line, { x: "rho", y: "nats", stroke: colours.black, clip: true }),
          Plot.line(points, { x: "rho", y: "nats", z: "estimator", stroke: paint }),
          Plot.dot(points, {
            ...{ x: "rho", y: "nats", r: 3, symbol: ({ estimator }: Named) => symbols[estimator] },
            fill: paint,
          }),
          ...key(Plot, [
            ["truth", colours.black],
            ...estimatorNames.map((name) => [name, paints[name]] as const),
          ]),
        ],
      });
    },
  };
}

export const gaussianFigures: readonly Figure<GaussianRow>[] = [
  {
    name: "gaussians-error",
    caption:
      "One dimension, N = 3,000: error of the mean over the draws, held out. The grey band is the bar of 0.02 nats; each line is two standard errors of that mean with the best critic.",
    draw(rows, { Plot, draw, colours }) {
      const paints = paintsOf(colours);
      const paint = ({ estimator }: Named) => paints[estimator];
      const errors = meanErrors(inDims(rows, 1)).map((one) => ({
        ...one,
        chance: (2 * standardError(one.rho, one.n, folds)) / Math.sqrt(one.draws),
      }));
      if (errors.length === 0) return null;
      return draw("Errors of MINE, MINE-f and KSG in one dimension against rho.", {
        width: 720,
        height: 260,
        marginTop: 44,
        fx: { domain: estimatorNames, label: null },
        x: { label: "rho", domain: [-1, 1] },
        y: { label: "estimate − truth, nats", grid: true },
        marks: [
          Plot.rect([0], { x1: -1, x2: 1, y1: -0.02, y2: 0.02, fill: "#e8e8e8" }),
          Plot.ruleY([0], { stroke: colours.black }),
          Plot.ruleX(errors, {
            ...{ fx: "estimator", x: "rho", stroke: paint },
            ...{ y1: (one) => one.error - one.chance, y2: (one) => one.error + one.chance },
          }),
          Plot.dot(errors, { fx: "estimator", x: "rho", y: "error", r: 3, fill: paint }),
        ],
      });
    },
  },
  ...[1, 2, 20, 50].map(againstRho),
  {
    name: "gaussians-convergence",
    caption:
      "Convergence: the value on validation rows while the first fold's critic trains, at rho 0.5 and 0.9. Black is the truth, where it is low enough to be shown; training stops when the value no longer rises.",
    draw(rows, { Plot, draw, colours }) {
      const paints = paintsOf(colours);
      const paint = ({ estimator }: Named) => paints[estimator];
      const shown = rows.filter(
        (row) => row.estimator !== "KSG" && [0.5, 0.9].includes(row.rho) && row.seed === 0,
      );
      const points = shown.flatMap(({ estimator, dims, rho, curve }) =>
        (curve ?? [])
          .map(({ step, validation }) => ({ step, validation: validation ?? Number.NaN }))
          .filter(({ validation }) => validation > -1)
          .map((point) => ({ ...point, estimator, dims: `${dims} + ${dims}`, rho })),
      );
      if (points.length === 0) return null;
      const top = 1.1 * Math.max(...points.map(({ validation }) => validation));
      const truths = shown
        .filter(({ truth }) => truth < top)
        .map(({ truth, dims, rho }) => ({ truth, dims: `${dims} + ${dims}`, rho }));
      const facets = { fx: "dims", fy: "rho" };
      return draw("Learning curves of MINE and MINE-f.", {
        ...{ width: 720, height: 420, marginTop: 48, marginRight: 56 },
        fx: { domain: [...new Set(points.map(({ dims }) => dims))], label: "columns" },
        fy: { label: "rho" },
        x: { label: "training step", ticks: 3 },
        y: {
          label: "nats",
          grid: true,
          domain: [Math.min(0, ...points.map(({ validation }) => validation)), top],
        },
        marks: [
          Plot.ruleY(truths, { ...facets, y: "truth", stroke: colours.black }),
          Plot.line(points, {
            ...{ ...facets, x: "step", y: "validation", z: "estimator", stroke: paint },
          }),
          ...(["MINE", "MINE-f"] as const).map((name, i) =>
            Plot.text([name], {
              ...{ frameAnchor: "top-left", dx: 4, dy: 4 + 14 * i },
              ...{ fill: paints[name], fontWeight: "bold" },
            }),
          ),
        ],
      });
    },
  },
];
