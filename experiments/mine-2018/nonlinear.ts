/** @module Functions seen through noise: Y = f(X) + sigma eps, X uniform on (-1, 1)^2. */
import type { Claim, Figure, JobsOptions, RowOf } from "@natwise/ask/experiments";
import { noisyFunction } from "natwise";
import { estimateJob } from "../shared/estimateJob.ts";
import type { Part } from "../shared/joinParts.ts";
import { learningCurve } from "../shared/learningCurve.ts";
import { groups, largest, rowsWhere } from "../shared/rows.ts";
import { seeds } from "../shared/seeds.ts";
import { mean } from "../shared/statistics.ts";
import { compared, estimatorNames, type Training } from "./compared.ts";

/** The functions, and their names in files. */
const functions = {
  x: { f: (x: number) => x, file: "x" },
  "x^3": { f: (x: number) => x ** 3, file: "cube" },
  "sin x": { f: Math.sin, file: "sin" },
};
const functionNames = Object.keys(functions) as (keyof typeof functions)[];
/** Columns a side. */
const dims = 2;

interface Size {
  readonly sigmas: readonly number[];
  readonly n: number;
  readonly draws: number;
  readonly hidden: readonly number[];
  readonly training: Training;
  /** Seconds of one core for a job. */
  readonly cost: { readonly critic: number; readonly ksg: number };
}

const full: Size = {
  ...{ sigmas: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], n: 5000, draws: 1, hidden: [64, 64] },
  ...{ training: { folds: 5, steps: 2000 }, cost: { critic: 8, ksg: 2 } },
};
const small: Size = {
  ...{ sigmas: [0.2, 0.8], n: 800, draws: 1, hidden: [32] },
  ...{ training: { folds: 5, steps: 200 }, cost: { critic: 0.6, ksg: 2 } },
};

/** A job for each function x sigma x draw x estimator. */
function jobs({ quick, seed: first }: JobsOptions) {
  const { sigmas, n, draws, hidden, training, cost } = quick ? small : full;
  const estimators = compared(hidden, training);
  return functionNames.flatMap((f) =>
    sigmas.flatMap((sigma) => {
      const task = noisyFunction({ dims, f: functions[f].f, name: f, sigma });
      return seeds(first, draws).flatMap((seed) =>
        estimators.map(({ name, settings, estimator }) =>
          estimateJob({
            id: `nonlinear/${name}/${functions[f].file}-sigma${sigma}-seed${seed}`,
            labels: { part: "nonlinear" as const, estimator: name, f, sigma, dims, seed, ...settings },
            ...{ task, n, estimator, cost: name === "KSG" ? cost.ksg : cost.critic, also: learningCurve },
          }),
        ),
      );
    }),
  );
}

type NonlinearRow = RowOf<ReturnType<typeof jobs>[number]>;

/** Errors of the mean over draws, in nats. */
const meanErrors = (rows: readonly NonlinearRow[]) =>
  groups(rows, "estimator", "f", "sigma").map(([[estimator, f, sigma], draws]) => ({
    ...{ estimator, f, sigma, truth: draws[0].truth },
    error: mean(draws.map((row) => row.estimate - row.truth)),
  }));
type MeanError = ReturnType<typeof meanErrors>[number];

const claims: readonly Claim<NonlinearRow>[] = [
  {
    claim:
      "MINE finds the information of a noisy function, whichever it is: within 0.1 nats at every f and sigma",
    check(rows) {
      const errors = meanErrors(rowsWhere(rows, { estimator: "MINE" }));
      const worst = largest(errors, ({ error }) => Math.abs(error));
      return {
        pass: errors.every(({ error }) => Math.abs(error) < 0.1),
        because: `largest error ${worst.error.toFixed(3)} of ${worst.truth.toFixed(3)} nats, ${worst.f} at sigma ${worst.sigma}`,
      };
    },
  },
  {
    claim: "MINE falls as the noise grows, for every f",
    check(rows) {
      const rising = groups(meanErrors(rowsWhere(rows, { estimator: "MINE" })), "f").flatMap(
        ([[f], errors]) =>
          errors
            .map(({ sigma, truth, error }) => ({ sigma, nats: truth + error }))
            .sort((a, b) => a.sigma - b.sigma)
            .flatMap(({ sigma, nats }, i, all) =>
              i > 0 && nats > all[i - 1].nats ? [`${f} at ${sigma}`] : [],
            ),
      );
      return {
        pass: rising.length === 0,
        because: rising.length === 0 ? "without exception" : `not ${rising.join(", ")}`,
      };
    },
  },
];

/** A panel an estimator, a row a function, a column a sigma. */
function heatMap({
  name,
  caption,
  value,
  colour,
}: {
  readonly name: string;
  readonly caption: string;
  value(one: MeanError): number;
  readonly colour: object;
}): Figure<NonlinearRow> {
  return {
    name,
    caption,
    draw(rows, { Plot, draw }) {
      const cells = meanErrors(rows);
      if (cells.length === 0) return null;
      const place = { x: "sigma", y: "f", fx: "estimator" };
      return draw(caption, {
        ...{ width: 1020, height: 170, marginLeft: 52, marginTop: 36 },
        fx: { domain: estimatorNames, label: null },
        x: { label: "sigma", type: "band" },
        y: { label: null, type: "band", domain: functionNames },
        color: colour,
        marks: [
          Plot.cell(cells, { ...place, fill: value, inset: 0.5 }),
          Plot.text(cells, {
            ...{ ...place, text: (one) => value(one).toFixed(2).replace("-", "−") },
            ...{ fontSize: 10, stroke: "white", fill: "black" },
          }),
        ],
      });
    },
  };
}

const figures: readonly Figure<NonlinearRow>[] = [
  heatMap({
    name: "nonlinear-estimates",
    caption:
      "Estimates in nats of Y = f(X) + sigma eps, X uniform on (−1, 1)², N = 5,000, held out: means over the draws.",
    value: ({ truth, error }) => truth + error,
    colour: { scheme: "blues", domain: [0, 4] },
  }),
  heatMap({
    name: "nonlinear-error",
    caption: "Their errors: estimate minus truth, in nats. Blue is too high, brown too low, white is right.",
    value: ({ error }) => error,
    colour: { scheme: "brbg", type: "diverging", domain: [-0.3, 0.3], clamp: true },
  }),
];

export const nonlinear: Part<NonlinearRow> = { part: "nonlinear", jobs, claims, figures };
