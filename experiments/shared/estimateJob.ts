import type { ExperimentJob, Row } from "@natwise/ask/experiments";
import { type Estimate, type Estimator, estimate, type Matrix, type Task } from "natwise";
import { mean } from "./statistics.ts";

export interface EstimateJobOptions<Labels, Also> {
  readonly id: string;
  readonly labels: Labels;
  readonly task: Task;
  /** Pairs drawn of the task. */
  readonly n: number;
  readonly estimator: Estimator;
  /** Of the interval; null for none. */
  readonly level?: number | null;
  /** Seconds of one core. */
  readonly cost: number;
  /** What else its row keeps of the estimate. */
  also(found: Estimate): Also;
}

/** What every estimate's row has, in nats. */
export type EstimateRow = {
  readonly truth: number;
  readonly estimate: number;
  readonly train: number | null;
  readonly standardError: number | null;
  readonly ceiling: number | null;
  /**
   * The mean of the pairs' own log p(y|x)/p(y): the best critic's value on this draw, if the partition function were
   * known. Absent where the task has no density ratio.
   */
  readonly oracle: number | undefined;
};

/** An estimate of a task's information as a job. */
export function estimateJob<Labels extends Row & { readonly seed: number }, Also extends Row>({
  id,
  labels,
  task,
  n,
  estimator,
  level = null,
  cost,
  also,
}: EstimateJobOptions<Labels, Also>): ExperimentJob<Labels & { readonly n: number }, EstimateRow & Also> {
  const { seed } = labels;
  return {
    id,
    labels: { ...labels, n },
    cost,
    async run({ engine, signal, onProgress }) {
      const { x, y } = task.sample(n, seed);
      const options = { estimator, level, seed, engine, signal, onProgress };
      const found = await estimate(shaped(x), shaped(y), options);
      return {
        truth: task.nats,
        estimate: found.nats,
        train: found.train,
        standardError: found.standardError,
        ceiling: found.ceiling,
        oracle: meanLogRatio(task, x, y),
        ...also(found),
      };
    },
  };
}

const shaped = ({ data, n, d }: Matrix) => ({ data, shape: [n, d] });

function meanLogRatio({ logRatio }: Task, x: Matrix, y: Matrix): number | undefined {
  const row = ({ data, d }: Matrix, i: number) => data.subarray(i * d, (i + 1) * d);
  return logRatio && mean(Array.from({ length: x.n }, (_, i) => logRatio(row(x, i), row(y, i))));
}
