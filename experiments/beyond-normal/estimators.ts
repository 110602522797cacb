/** @module What is compared: another estimator is another line. */
import { type EstimatorSpec, makeEstimator } from "@natwise/ask/experiments";
import { type Estimator, onScores } from "natwise";

export interface Compared {
  readonly name: string;
  /** Heads a column. */
  readonly short: string;
  /** Its options label its jobs. */
  readonly spec: EstimatorSpec;
  /** What the columns are turned into before; nothing where absent. */
  readonly on?: (estimator: Estimator) => Estimator;
  /** Whether a critic is trained, for the steps that the size of the run allows. */
  readonly trained?: boolean;
  /** Whether it is asked of few draws of the tasks, as the trained ones are. */
  readonly slow?: boolean;
  /** Of its interval; none where absent. */
  readonly level?: number;
  /** Whether it is of interest on normal data, too. */
  readonly normal?: boolean;
  /** Columns that it is asked of, both sides together. */
  readonly most?: number;
  /** Seconds of one core for 10,000 rows of so many columns, both sides together. */
  cost(columns: number): number;
}

const neighbours = (columns: number) => (columns <= 6 ? 0.4 : columns <= 10 ? 1.5 : 15 + columns / 5);
const critics = (columns: number) => 12 + columns / 10;

export const estimators: readonly Compared[] = [
  { name: "Gaussian", short: "Gaus-\nsian", spec: { name: "gaussian" }, cost: () => 0.1, normal: true },
  { name: "Gaussian copula", short: "copula", spec: { name: "copula" }, cost: () => 0.2 },
  { name: "KSG", short: "KSG", spec: { name: "ksg", k: 3 }, cost: neighbours, normal: true },
  {
    ...{ name: "KSG on normal scores", short: "KSG,\nscores" },
    ...{ spec: { name: "ksg", k: 3 }, on: onScores, cost: neighbours },
  },
  {
    ...{ name: "Geometric k-NN", short: "geom.\nk-NN", spec: { name: "geometric", k: 5 } },
    // Minutes a draw in 50, and negative there.
    ...{ cost: (columns) => 0.5 + columns / 2, normal: true, slow: true, most: 10 },
  },
  { name: "MINE", short: "MINE", spec: { name: "mine" }, trained: true, cost: critics, normal: true },
  {
    ...{ name: "MINE on normal scores", short: "MINE,\nscores" },
    ...{ spec: { name: "mine" }, on: onScores, trained: true, cost: critics },
  },
  {
    ...{ name: "InfoNCE", short: "Info-\nNCE", spec: { name: "infonce" } },
    ...{ trained: true, cost: critics, normal: true },
  },
  {
    ...{ name: "auto", short: "auto", spec: { name: "auto" }, level: 0.95 },
    ...{ cost: (columns) => (columns < 4 ? 3 : 30), normal: true, slow: true },
  },
];

/** An estimator that trains for `steps`, if it trains, and its options as labels. */
export function ready(
  { spec, on = (estimator) => estimator, trained }: Compared,
  steps: number,
): { readonly estimator: Estimator; readonly options: Omit<EstimatorSpec, "name"> } {
  const { name, ...options } = trained ? { ...spec, steps } : spec;
  return { estimator: on(makeEstimator({ name, ...options })), options };
}
