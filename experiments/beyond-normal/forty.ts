/** @module The 40 tasks: every estimator on draws of each, and the bar they are held to. */
import type { Figure, JobsOptions, RowOf, Table } from "@natwise/ask/experiments";
import type { Interval, Task } from "natwise";
import { estimateJob } from "../shared/estimateJob.ts";
import type { Part, PartClaim } from "../shared/joinParts.ts";
import { groups, rowsWhere } from "../shared/rows.ts";
import { seeds } from "../shared/seeds.ts";
import { median } from "../shared/statistics.ts";
import { estimators, ready } from "./estimators.ts";
import { intervalAndWarnings } from "./intervalAndWarnings.ts";
import { beyondNormal, families } from "./tasks.ts";

interface Size {
  readonly n: number;
  /** Of each task, for estimators that are slow or trained and for the others. */
  readonly draws: { readonly slow: number; readonly others: number };
  /** Of training. */
  readonly steps: number;
  /** Of the tasks that are run; null for all. */
  readonly numbers: readonly number[] | null;
  /** Of the cost. */
  readonly share: number;
}

// A critic of every draw would be hours more, and tell the same: its medians vary less than their distance from the bar.
const full: Size = { n: 10_000, draws: { slow: 3, others: 10 }, steps: 2000, numbers: null, share: 1 };
const small: Size = {
  n: 500,
  draws: { slow: 1, others: 1 },
  steps: 60,
  numbers: [1, 8, 18, 33],
  share: 0.03,
};
const catalogue = beyondNormal();

const columnsOf = ({ dims }: Task) => dims.x + dims.y;

/** A job for each task x estimator x draw. */
function jobs({ quick, seed: first }: JobsOptions) {
  const { n, draws, steps, numbers, share } = quick ? small : full;
  return catalogue
    .filter(({ number }) => numbers?.includes(number) ?? true)
    .flatMap(({ number, name, family, task }) =>
      estimators
        .filter(({ most = Number.POSITIVE_INFINITY }) => columnsOf(task) <= most)
        .flatMap((compared) => {
          const { name: estimator, trained, slow = trained, level, cost } = compared;
          const { options, ...made } = ready(compared, steps);
          const columns = `${task.dims.x}-${task.dims.y}`;
          return seeds(first, slow ? draws.slow : draws.others).map((seed) =>
            estimateJob({
              id: `tasks/${estimator.replaceAll(" ", "-")}/seed${seed}/${String(number).padStart(2, "0")}`,
              labels: { part: "tasks" as const, estimator, number, name, family, columns, seed, ...options },
              ...{ task, n, ...made, level, cost: share * cost(columnsOf(task)), also: intervalAndWarnings },
            }),
          );
        }),
    );
}

type TaskRow = RowOf<ReturnType<typeof jobs>[number]>;

/** A median may be off by so much, in nats. */
const bar = (truth: number) => Math.max(0.05, 0.1 * truth);

/** The median of the draws of each estimator on each task, and its error in units of the bar. */
const medians = (rows: readonly TaskRow[]) =>
  groups(rows, "estimator", "number").map(([[estimator, number], draws]) => {
    const { name, family, truth } = draws[0];
    const nats = median(draws.map((row) => row.estimate));
    return { estimator, number, name, family, truth, nats, draws, bars: (nats - truth) / bar(truth) };
  });
type Median = ReturnType<typeof medians>[number];

const holds = ({ bars }: Median) => Math.abs(bars) <= 1;
const names = (found: readonly Median[]) => found.map(({ number, name }) => `${number} ${name}`).join("; ");

const contains = ({ low, high }: Interval, truth: number) => low <= truth && (high === null || truth <= high);

/** Whether a draw's interval holds the truth, or a warning came with it. */
const owns = ({ truth, interval, warnings }: TaskRow) =>
  warnings.length > 0 || (interval !== null && contains(interval, truth));

const claims: readonly PartClaim<TaskRow>[] = [
  {
    claim:
      "auto: the median of its draws is within 0.05 nats or 10% of the truth, whichever is more, on at least 39 of the 40 tasks",
    check(rows) {
      const found = medians(rowsWhere(rows, { estimator: "auto" }));
      const missed = found.filter((one) => !holds(one));
      return {
        pass: found.length - missed.length >= 39,
        because: `on ${found.length - missed.length} of ${found.length}${missed.length > 0 ? `; not on ${names(missed)}` : ""}`,
      };
    },
  },
  {
    claim: "auto: its 95% interval holds the truth in at least 90 of 100 draws of all tasks",
    check(rows) {
      const draws = rowsWhere(rows, { estimator: "auto" });
      const missed = draws.filter(({ interval, truth }) => !(interval && contains(interval, truth)));
      const share = 1 - missed.length / draws.length;
      const tasks = [...new Set(missed.map(({ number, name }) => `${number} ${name}`))];
      return {
        pass: share >= 0.9,
        because: `in ${(100 * share).toFixed(0)} of 100${tasks.length > 0 ? `; missed on ${tasks.join("; ")}` : ""}`,
      };
    },
  },
  {
    claim:
      "auto: on the other tasks its interval holds the truth or it warns, in more than half of the draws of each",
    check(rows) {
      const missed = medians(rowsWhere(rows, { estimator: "auto" })).filter((one) => !holds(one));
      const silent = missed.filter(({ draws }) => draws.filter(owns).length <= draws.length / 2);
      return {
        pass: silent.length === 0,
        because: silent.length > 0 ? `silent on ${names(silent)}` : `on all ${missed.length}`,
      };
    },
  },
  {
    claim: "The Gaussian estimator is within the bar on every task that is normal",
    check(rows) {
      const found = medians(rowsWhere(rows, { estimator: "Gaussian" })).filter(
        ({ number, family }) => number === 1 || family === "dense" || family === "two pairs",
      );
      const missed = found.filter((one) => !holds(one));
      return {
        pass: found.length > 0 && missed.length === 0,
        because: missed.length > 0 ? `not on ${names(missed)}` : `on all ${found.length}`,
      };
    },
  },
  {
    claim: "KSG is within the bar on all ten tasks of one column a side, whatever their shape",
    check(rows) {
      const found = medians(rowsWhere(rows, { estimator: "KSG", family: "one column" }));
      const missed = found.filter((one) => !holds(one));
      return {
        pass: missed.length === 0,
        because: missed.length > 0 ? `not on ${names(missed)}` : `on all ${found.length}`,
      };
    },
  },
  {
    claim:
      "KSG loses what is hidden among many columns: of two pairs among 25 + 25 it finds less than half, among 2 + 2 nine tenths",
    check(rows) {
      const share = (name: string) => {
        const [{ nats, truth }] = medians(rowsWhere(rows, { estimator: "KSG", name }));
        return nats / truth;
      };
      const [many, few] = [share("two pairs 25-25"), share("two pairs 2-2")];
      return {
        pass: many < 0.5 && few > 0.9,
        because: `${Math.round(100 * many)}% among 25 + 25, ${Math.round(100 * few)}% among 2 + 2`,
      };
    },
  },
  {
    claim:
      "Critics find it: MINE is nearer to the truth than KSG on every task of two pairs in 25 + 25 columns",
    check(rows) {
      const of = (estimator: string) =>
        medians(rowsWhere(rows, { columns: "25-25", estimator })).filter(({ family }) =>
          family.startsWith("two pairs"),
        );
      const [theirs, own] = [of("KSG"), of("MINE")];
      const lost = own.filter(
        ({ number, bars }) => Math.abs(bars) >= Math.abs(rowsWhere(theirs, { number })[0].bars),
      );
      return {
        pass: own.length > 0 && lost.length === 0,
        because: lost.length > 0 ? `not on ${names(lost)}` : `on all ${own.length}`,
      };
    },
  },
  {
    claim:
      "Long tails cost MINE information that asinh gives back: it is nearer to the truth of the asinh of Student's distribution than of itself",
    check(rows) {
      const found = medians(rowsWhere(rows, { estimator: "MINE" }));
      const pairs = found.flatMap((one) => {
        const plain = found.find(({ name }) => `asinh, ${name}` === one.name);
        return plain ? [{ one, plain }] : [];
      });
      if (pairs.length === 0) throw new RangeError("no rows with both");
      const lost = pairs.filter(({ one, plain }) => Math.abs(one.bars) >= Math.abs(plain.bars));
      return {
        pass: lost.length === 0,
        because: lost.length > 0 ? `not on ${names(lost.map(({ one }) => one))}` : `on all ${pairs.length}`,
      };
    },
  },
];

/** In the order of `estimators`, then whatever else there are rows of. */
const order = (found: readonly Median[]) =>
  [...new Set([...estimators.map(({ name }) => name), ...found.map(({ estimator }) => estimator)])].filter(
    (name) => found.some(({ estimator }) => estimator === name),
  );

const tables: readonly Table<TaskRow>[] = [
  {
    name: "within",
    caption: "Tasks whose median is within 0.05 nats or 10% of the truth, by kind of task",
    cells(rows) {
      const found = medians(rows);
      const kinds = families.filter((family) => found.some((one) => one.family === family));
      const count = (some: readonly Median[]) => `${some.filter(holds).length} of ${some.length}`;
      return [
        ["estimator", "all", ...kinds],
        ...order(found).map((estimator) => {
          const own = found.filter((one) => one.estimator === estimator);
          return [
            estimator,
            count(own),
            ...kinds.map((kind) => count(own.filter(({ family }) => family === kind))),
          ];
        }),
      ];
    },
  },
];

const figures: readonly Figure<TaskRow>[] = [
  {
    name: "tasks",
    caption:
      "Medians of ten draws of 10,000 rows, of auto, MINE, InfoNCE and geometric k-NN of three, in nats. White is within the bar, 0.05 nats or 10% of the truth; orange reads low, blue high, full colour at four bars and beyond.",
    draw(rows, { Plot, draw, colours }) {
      const found = medians(rows);
      if (found.length === 0) return null;
      const shown = order(found);
      const heads = new Map(estimators.map(({ name, short }) => [name, short]));
      const numbers = [...new Set(found.map(({ number }) => number))].sort((a, b) => a - b);
      const of = (number: number) => rowsWhere(found, { number })[0];
      const label = (number: number) => `${of(number).name}  ${String(number).padStart(2, "\u2007")}`;
      const truths = numbers.map((number) => ({ number, column: "truth", nats: of(number).truth }));
      const cells = found.map((one) => ({ ...one, column: one.estimator }));
      const firsts = numbers.filter((number, i) => i > 0 && of(number).family !== of(numbers[i - 1]).family);
      const value = ({ nats }: { readonly nats: number }) => nats.toFixed(2).replace("-", "−");
      const place = { x: "column", y: "number" };
      return draw("Estimates of the 40 tasks by every estimator, beside their truths.", {
        width: 186 + 68 * (1 + shown.length),
        height: 60 + 22 * numbers.length,
        ...{ marginLeft: 178, marginTop: 46, marginBottom: 8, marginRight: 8 },
        x: {
          ...{ type: "band", domain: ["truth", ...shown], axis: "top", label: null, tickSize: 0, padding: 0 },
          tickFormat: (name) => heads.get(name) ?? name,
        },
        y: { type: "band", domain: numbers, label: null, tickSize: 0, tickFormat: label, padding: 0 },
        color: {
          // A step at the bar, so that just outside does not look like just inside.
          ...{ type: "linear", domain: [-4, -1.001, -1, 1, 1.001, 4], clamp: true },
          range: [colours.orange, "#fbeccb", "#ffffff", "#ffffff", "#d9eefa", colours.sky],
        },
        marks: [
          Plot.cell(cells, { ...place, fill: "bars", inset: 0.5 }),
          Plot.text(cells, { ...place, text: value, fill: colours.black }),
          Plot.text(truths, { ...place, text: value, fill: colours.black, fontWeight: "bold" }),
          Plot.ruleY(firsts, { y: (number) => number, stroke: "#888", dy: -11 }),
        ],
      });
    },
  },
];

export const forty: Part<TaskRow> = { part: "tasks", jobs, claims, tables, figures };
