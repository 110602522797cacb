/** @module Correlated normal pairs of 1 to 10 nats, in 1 to 3 columns a side. */
import type { Claim, Figure, JobsOptions, RowOf, Table } from "@natwise/ask/experiments";
import { gaussian } from "natwise";
import { estimateJob } from "../shared/estimateJob.ts";
import type { Part } from "../shared/joinParts.ts";
import { key } from "../shared/key.ts";
import { groups, largest, rowsWhere } from "../shared/rows.ts";
import { seeds } from "../shared/seeds.ts";
import { mean } from "../shared/statistics.ts";
import { estimators, ready } from "./estimators.ts";
import { intervalAndWarnings } from "./intervalAndWarnings.ts";
import { printed, printedNats } from "./printed.ts";

interface Size {
  /** Columns a side. */
  readonly dims: readonly number[];
  readonly nats: readonly number[];
  readonly n: number;
  /** Of trained estimators, and of the others. */
  readonly draws: { readonly trained: number; readonly others: number };
  /** Of training. */
  readonly steps: number;
  /** Of the cost. */
  readonly share: number;
}

// A critic is trained five times a draw: one draw is enough, since draws differ by a few hundredths of a nat.
const full: Size = {
  ...{
    dims: [1, 2, 3],
    nats: printedNats,
    n: 10_000,
    draws: { trained: 1, others: 3 },
    steps: 2000,
    share: 1,
  },
};
const small: Size = {
  ...{ dims: [1], nats: [2, 5], n: 500, draws: { trained: 1, others: 1 }, steps: 60, share: 0.03 },
};

/** A job for each number of columns x information x estimator x draw. */
function jobs({ quick, seed: first }: JobsOptions) {
  const { dims: columns, nats: informations, n, draws, steps, share } = quick ? small : full;
  return columns.flatMap((dims) =>
    informations.flatMap((nats) =>
      estimators
        .filter(({ normal }) => normal)
        .flatMap((compared) => {
          const { name: estimator, trained, level, cost } = compared;
          const { options, ...made } = ready(compared, steps);
          return seeds(first, trained ? draws.trained : draws.others).map((seed) =>
            estimateJob({
              id: `grid/${dims}d/${estimator.replaceAll(" ", "-")}/${nats}nats-seed${seed}`,
              labels: { part: "grid" as const, estimator, dims, nats, seed, ...options },
              ...{ task: gaussian({ dims, nats }), n, ...made, level },
              ...{ cost: share * cost(2 * dims), also: intervalAndWarnings },
            }),
          );
        }),
    ),
  );
}

type GridRow = RowOf<ReturnType<typeof jobs>[number]>;

const means = (rows: readonly GridRow[]) =>
  groups(rows, "estimator", "dims", "nats").map(([[estimator, dims, truth], draws]) => ({
    ...{ estimator, dims, truth },
    nats: mean(draws.map((row) => row.estimate)),
  }));

/** What is printed of an estimator at so many nats, or undefined. */
const printedAt = (estimator: string, truth: number): number | undefined =>
  printed[estimator]?.[printedNats.indexOf(truth)];

const claims: readonly Claim<GridRow>[] = [
  {
    claim: "The Gaussian estimator is within 0.1 nats at every point of the grid of normal pairs",
    check(rows) {
      const found = means(rowsWhere(rows, { estimator: "Gaussian" }));
      const worst = largest(found, ({ nats, truth }) => Math.abs(nats - truth));
      return {
        pass: Math.abs(worst.nats - worst.truth) < 0.1,
        because: `largest error ${(worst.nats - worst.truth).toFixed(3)} of ${worst.truth} nats in ${worst.dims} + ${worst.dims} columns`,
      };
    },
  },
  ...["KSG", "MINE"].map(
    (estimator): Claim<GridRow> => ({
      claim: `${estimator} reads as mutinfo prints it or nearer to the truth, within 0.1 nats, in some number of columns at every point`,
      check(rows) {
        const found = means(rowsWhere(rows, { estimator }));
        // The tables are of one to three columns, without saying which.
        const short = groups(found, "truth").map(([[truth], some]) => ({
          truth,
          short:
            Math.min(...some.map(({ nats }) => Math.abs(nats - truth))) -
            (truth - (printedAt(estimator, truth) ?? Number.NaN)),
        }));
        const worst = largest(short, (one) => one.short);
        return {
          pass: worst.short < 0.1,
          because: `${Math.abs(worst.short).toFixed(2)} nats ${worst.short > 0 ? "farther from" : "nearer to"} the truth at ${worst.truth}, better elsewhere`,
        };
      },
    }),
  ),
];

const tables: readonly Table<GridRow>[] = [
  {
    name: "grid",
    caption:
      "Correlated normal pairs, 10,000 rows, means of three draws, of MINE and InfoNCE one, in nats; printed: the tables of mutinfo, of one to three columns a side",
    cells(rows) {
      const found = means(rows);
      const truths = [...new Set(found.map(({ truth }) => truth))].sort((a, b) => a - b);
      const value = (nats?: number) => (nats === undefined ? "" : nats.toFixed(2));
      const line = (name: string, of: (truth: number) => number | undefined) => [
        name,
        ...truths.map((truth) => value(of(truth))),
      ];
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

const figures: readonly Figure<GridRow>[] = [
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
            values.map((nats, i) => ({ estimator, nats, truth: printedNats[i], columns: facet })),
          ),
      );
      const line = { fx: "columns", x: "truth", y: "nats", z: "estimator" };
      const stroke = (one: { readonly estimator: string }) => paints[one.estimator];
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
          ...key(Plot, [["truth", colours.black], ...shown.map((name) => [name, paints[name]] as const)], {
            fx: columns[0],
            fy: "",
          }),
        ],
      });
    },
  },
];

export const grid: Part<GridRow> = { part: "grid", jobs, claims, tables, figures };
