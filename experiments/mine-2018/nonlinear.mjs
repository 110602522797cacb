/** @module Functions seen through noise: Y = f(X) + sigma eps, X uniform on (-1, 1)^2. */
import { concat, ksg, mine, neural, noisyFunction, nwj } from "natwise";
import { estimateJob } from "../estimateJob.mjs";
import { groups, largest, mean, rowsWhere } from "../statistics.mjs";

const part = "nonlinear";
const functions = { x: (x) => x, "x^3": (x) => x ** 3, "sin x": Math.sin };
const fileNames = { x: "x", "x^3": "cube", "sin x": "sin" };
const sigmas = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const folds = 5;
const full = { n: 5000, draws: 1, steps: 2000, hidden: [64, 64], sigmas, cost: 8 };
const short = { n: 800, draws: 1, steps: 200, hidden: [32], sigmas: [0.2, 0.8], cost: 0.6 };
const estimators = { MINE: mine, "MINE-f": nwj };

function jobs({ quick, seed: first }) {
  const { n, draws, steps, hidden, sigmas, cost } = quick ? short : full;
  return Object.entries(functions).flatMap(([f, apply]) =>
    sigmas.flatMap((sigma) => {
      const task = noisyFunction({ dims: 2, f: apply, name: f, sigma });
      return Array.from({ length: draws }, (_, i) => first + i).flatMap((seed) => {
        const name = (estimator) => `${part}/${estimator}/${fileNames[f]}-sigma${sigma}-seed${seed}`;
        const labels = (estimator) => ({ part, estimator, f, sigma, dims: 2, seed });
        return [
          ...Object.entries(estimators).map(([estimator, bound]) =>
            estimateJob({
              id: name(estimator),
              labels: { ...labels(estimator), critic: `concat ${hidden.join(" ")}`, folds, steps },
              ...{ task, n, cost },
              estimator: neural({ bound: bound(), critic: concat({ hidden }), folds, steps }),
            }),
          ),
          estimateJob({
            id: name("KSG"),
            labels: { ...labels("KSG"), k: 3 },
            ...{ task, n, cost: 2, estimator: ksg() },
          }),
        ];
      });
    }),
  );
}

const errorsOf = (rows) =>
  groups(
    rows.filter((row) => row.part === part),
    "estimator",
    "f",
    "sigma",
  ).map(([[estimator, f, sigma], draws]) => ({
    ...{ estimator, f, sigma, truth: draws[0].truth },
    error: mean(draws.map((row) => row.estimate - row.truth)),
  }));

const claims = [
  {
    claim:
      "MINE finds the information of a noisy function, whichever it is: within 0.1 nats at every f and sigma",
    check(rows) {
      const errors = errorsOf(rowsWhere(rows, { part, estimator: "MINE" }));
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
      const rising = groups(errorsOf(rowsWhere(rows, { part, estimator: "MINE" })), "f").flatMap(
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
function heatMap({ name, caption, value, colour }) {
  return {
    name,
    caption,
    draw(rows, { Plot, draw }) {
      const cells = errorsOf(rows);
      if (cells.length === 0) return null;
      const place = { x: "sigma", y: "f", fx: "estimator" };
      return draw(caption, {
        ...{ width: 1020, height: 170, marginLeft: 52, marginTop: 36 },
        fx: { domain: ["MINE", "MINE-f", "KSG"], label: null },
        x: { label: "sigma", type: "band" },
        y: { label: null, type: "band", domain: Object.keys(functions) },
        color: colour,
        marks: [
          Plot.cell(cells, { ...place, fill: value, inset: 0.5 }),
          Plot.text(cells, {
            ...place,
            text: (one) => value(one).toFixed(2).replace("-", "−"),
            fontSize: 10,
            stroke: "white",
            fill: "black",
          }),
        ],
      });
    },
  };
}

const figures = [
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

export const nonlinear = { jobs, claims, figures };
