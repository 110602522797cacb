/** @module Correlated normal pairs of 1 to 10 nats, in 1 to 3 columns a side. */
import { estimateJob } from "../estimateJob.mjs";
import { key } from "../marks.mjs";
import { groups, largest, mean, rowsWhere } from "../statistics.mjs";
import { estimators } from "./estimators.mjs";
import { normalGrid, printed } from "./tasks.mjs";

const part = "grid";
const compared = estimators.filter(({ normal }) => normal);
// A critic is trained five times a draw: one tells what there is to tell here, a few hundredths of a nat from the next.
const full = { n: 10_000, draws: 3, critics: 1, steps: 2000, share: 1, ...normalGrid };
const small = { n: 500, draws: 1, critics: 1, steps: 60, share: 0.03, dims: [1], nats: [2, 5] };

function jobs({ quick, seed: first }) {
  const { n, draws, critics, steps, share, dims, nats } = quick ? small : full;
  return dims.flatMap((d) =>
    nats.flatMap((information) =>
      compared.flatMap(({ name: estimator, settings, trained, make, level, cost }) =>
        Array.from({ length: trained ? critics : draws }, (_, i) => first + i).map((seed) =>
          estimateJob({
            id: `${part}/${d}d/${estimator.replaceAll(" ", "-")}/${information}nats-seed${seed}`,
            labels: {
              ...{ part, estimator, dims: d, nats: information, seed },
              ...settings,
              ...(trained && { steps }),
            },
            ...{ task: normalGrid.task({ dims: d, nats: information }), n, estimator: make({ steps }) },
            level,
            cost: share * cost(2 * d),
            also: ({ interval, warnings }) => ({ interval, warnings, curve: undefined }),
          }),
        ),
      ),
    ),
  );
}

const means = (rows) =>
  groups(
    rows.filter((row) => row.part === part),
    "estimator",
    "dims",
    "nats",
  ).map(([[estimator, dims, truth], draws]) => ({
    ...{ estimator, dims, truth },
    nats: mean(draws.map((row) => row.estimate)),
  }));

/** What is printed of an estimator at so many nats, or undefined. */
const printedAt = (estimator, truth) => printed[estimator]?.[normalGrid.nats.indexOf(truth)];

const claims = [
  {
    claim: "The Gaussian estimator is within 0.1 nats at every point of the grid of normal pairs",
    check(rows) {
      const found = means(rowsWhere(rows, { part, estimator: "Gaussian" }));
      const worst = largest(found, ({ nats, truth }) => Math.abs(nats - truth));
      return {
        pass: Math.abs(worst.nats - worst.truth) < 0.1,
        because: `largest error ${(worst.nats - worst.truth).toFixed(3)} of ${worst.truth} nats in ${worst.dims} + ${worst.dims} columns`,
      };
    },
  },
  ...["KSG", "MINE"].map((estimator) => ({
    claim: `${estimator} reads as mutinfo prints it or nearer to the truth, within 0.1 nats, in some number of columns at every point`,
    check(rows) {
      const found = means(rowsWhere(rows, { part, estimator }));
      // The tables are of one to three columns, without saying which.
      const short = groups(found, "truth").map(([[truth], some]) => ({
        truth,
        short:
          Math.min(...some.map(({ nats }) => Math.abs(nats - truth))) - (truth - printedAt(estimator, truth)),
      }));
      const worst = largest(short, (one) => one.short);
      return {
        pass: worst.short < 0.1,
        because: `${Math.abs(worst.short).toFixed(2)} nats ${worst.short > 0 ? "farther from" : "nearer to"} the truth at ${worst.truth}, better elsewhere`,
      };
    },
  })),
];

const tables = [
  {
    name: "grid",
    caption:
      "Correlated normal pairs, 10,000 rows, means of three draws, of MINE and InfoNCE one, in nats; printed: the tables of mutinfo, of one to three columns a side",
    cells(rows) {
      const found = means(rows);
      const truths = [...new Set(found.map(({ truth }) => truth))].sort((a, b) => a - b);
      const value = (nats) => (nats === undefined ? "" : nats.toFixed(2));
      const line = (name, of) => [name, ...truths.map((truth) => value(of(truth)))];
      const shown = [...new Set([...found.map(({ estimator }) => estimator), ...Object.keys(printed)])];
      return [
        ["estimator, columns; nats:", ...truths.map((truth) => `${truth}`)],
        ...shown.flatMap((estimator) => [
          ...(printed[estimator]
            ? [line(`${estimator}, printed`, (truth) => printedAt(estimator, truth))]
            : []),
          ...groups(
            found.filter((one) => one.estimator === estimator),
            "dims",
          ).map(([[dims], some]) =>
            line(`${estimator}, ${dims} + ${dims}`, (truth) => some.find((one) => one.truth === truth)?.nats),
          ),
        ]),
      ];
    },
  },
];

const figures = [
  {
    name: "grid",
    caption:
      "Correlated normal pairs of 1 to 10 nats, 10,000 rows, means of three draws, of MINE and InfoNCE one. The black line is the truth, broken lines what mutinfo prints of KSG and MINE for one to three columns a side.",
    draw(rows, { Plot, draw, colours, categoryColours }) {
      const points = means(rows).map((one) => ({ ...one, columns: `${one.dims} + ${one.dims}` }));
      if (points.length === 0) return null;
      const shown = [...new Set(points.map(({ estimator }) => estimator))];
      // Black is the truth's.
      const paints = Object.fromEntries(shown.map((name, i) => [name, categoryColours[i % 6]]));
      const columns = [...new Set(points.map((one) => one.columns))];
      const others = columns.flatMap((facet) =>
        Object.entries(printed)
          .filter(([name]) => shown.includes(name))
          .flatMap(([estimator, values]) =>
            values.map((nats, i) => ({ estimator, nats, truth: normalGrid.nats[i], columns: facet })),
          ),
      );
      const line = { fx: "columns", x: "truth", y: "nats", z: "estimator" };
      const stroke = (one) => paints[one.estimator];
      const most = Math.max(...points.map(({ truth }) => truth));
      return draw("Estimates against the truth on correlated normal pairs.", {
        ...{ width: 900, height: 380, marginTop: 40 },
        fx: { domain: columns, axis: null },
        fy: { axis: null },
        x: { label: "truth, nats", domain: [0, most] },
        y: { label: "estimate, nats", domain: [0, 1.1 * most], grid: true },
        marks: [
          Plot.line(
            [
              [0, 0],
              [most, most],
            ],
            { stroke: colours.black },
          ),
          Plot.line(others, { ...line, stroke, strokeDasharray: "5,4", clip: true }),
          Plot.line(points, { ...line, stroke, clip: true }),
          Plot.dot(points, { ...line, fill: stroke, r: 2.5, clip: true }),
          Plot.text(columns, {
            ...{ fx: (name) => name, text: (name) => `${name} columns`, fontWeight: "bold" },
            ...{ frameAnchor: "top-left", dx: 6, dy: 4 },
          }),
          ...key(Plot, [["truth", colours.black], ...shown.map((name) => [name, paints[name]])], {
            fx: columns[0],
            fy: "",
          }),
        ],
      });
    },
  },
];

export const grid = { jobs, claims, tables, figures };
