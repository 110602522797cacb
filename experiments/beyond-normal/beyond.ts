/** @module Kinds of tasks that are not among the 40, so that nothing is tuned to those. */
import type { JobsOptions, RowOf, Table } from "@natwise/ask/experiments";
import { estimateJob } from "../shared/estimateJob.ts";
import type { Part, PartClaim } from "../shared/joinParts.ts";
import { groups, rowsWhere } from "../shared/rows.ts";
import { seeds } from "../shared/seeds.ts";
import { median } from "../shared/statistics.ts";
import { beyond as tasks } from "./beyondTasks.ts";
import { estimators, ready } from "./estimators.ts";
import { intervalAndWarnings } from "./intervalAndWarnings.ts";

interface Size {
  readonly n: number;
  readonly draws: number;
  /** Of training. */
  readonly steps: number;
  /** Of the tasks that are run; null for all. */
  readonly names: readonly string[] | null;
  /** Of the cost. */
  readonly share: number;
}

const full: Size = { n: 10_000, draws: 3, steps: 2000, names: null, share: 1 };
const small: Size = { n: 500, draws: 1, steps: 60, names: ["shear 3-3, 1 nat"], share: 0.03 };
const compared = ["Gaussian copula", "KSG on normal scores", "MINE on normal scores", "auto"];
const catalogue = tasks();

/** A job for each task x estimator x draw. */
function jobs({ quick, seed: first }: JobsOptions) {
  const { n, draws, steps, names, share } = quick ? small : full;
  return catalogue
    .filter(({ name }) => names?.includes(name) ?? true)
    .flatMap(({ name, kind, task, truthError }) =>
      estimators
        .filter((one) => compared.includes(one.name))
        .flatMap((one) => {
          const { options, ...made } = ready(one, steps);
          const label = name.replaceAll(",", "").replaceAll(" ", "-");
          return seeds(first, draws).map((seed) =>
            estimateJob({
              id: `beyond/${one.name.replaceAll(" ", "-")}/seed${seed}/${label}`,
              labels: {
                ...{ part: "beyond" as const, estimator: one.name, name, kind, truthError, seed },
                ...options,
              },
              ...{ task, n, ...made, level: one.level, also: intervalAndWarnings },
              cost: share * one.cost(task.dims.x + task.dims.y),
            }),
          );
        }),
    );
}

type BeyondRow = RowOf<ReturnType<typeof jobs>[number]>;

/** A median may be off by so much, in nats, besides three standard errors of the truth. */
const bar = ({ truth, truthError }: BeyondRow) => Math.max(0.05, 0.1 * truth) + 3 * truthError;

const medians = (rows: readonly BeyondRow[]) =>
  groups(rows, "estimator", "name").map(([[estimator, name], draws]) => {
    const nats = median(draws.map((row) => row.estimate));
    return { estimator, name, truth: draws[0].truth, nats, bars: (nats - draws[0].truth) / bar(draws[0]) };
  });

const claims: readonly PartClaim<BeyondRow>[] = [
  {
    claim:
      "auto: on tasks of other kinds than the 40, no other of the estimators is within 0.05 nats or 10% of the truth more often",
    check(rows) {
      const found = medians(rows);
      const own = rowsWhere(found, { estimator: "auto" });
      const within = (estimator: string) =>
        found.filter(
          (one) =>
            one.estimator === estimator &&
            own.some(({ name }) => name === one.name) &&
            Math.abs(one.bars) <= 1,
        ).length;
      const names = compared.filter((name) => found.some(({ estimator }) => estimator === name));
      return {
        pass: names.every((name) => within(name) <= within("auto")),
        because: `of ${own.length}: ${names.map((name) => `${name} ${within(name)}`).join(", ")}`,
      };
    },
  },
];

const tables: readonly Table<BeyondRow>[] = [
  {
    name: "beyond",
    caption: "Tasks of other kinds, 10,000 rows, medians of up to three draws, in nats",
    cells(rows) {
      const found = medians(rows);
      const shown = compared.filter((name) => found.some(({ estimator }) => estimator === name));
      return [
        ["task", "truth", ...shown],
        ...groups(found, "name").map(([[name], some]) => [
          name,
          some[0].truth.toFixed(3),
          ...shown.map((estimator) => some.find((one) => one.estimator === estimator)?.nats.toFixed(3) ?? ""),
        ]),
      ];
    },
  },
];

export const beyond: Part<BeyondRow> = { part: "beyond", jobs, claims, tables, figures: [] };
