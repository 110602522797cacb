import { estimate } from "natwise";
import { mean, short } from "./statistics.mjs";

/**
 * An estimate on n pairs of a task as a job. `oracle` is the mean of the pairs' own log p(y|x)/p(y): what the best
 * critic would make of this draw, had it the partition function for free.
 *
 * @param level of the interval; null for none
 * @param also what else its row keeps of the estimate, or instead
 */
export function estimateJob({ id, labels, task, n, estimator, level = null, cost, also = () => ({}) }) {
  const { seed } = labels;
  return {
    id,
    labels: { ...labels, n },
    cost,
    async run({ engine, signal, onProgress }) {
      const { x, y } = task.sample(n, seed);
      const found = await estimate(given(x), given(y), {
        estimator,
        level,
        seed,
        engine,
        signal,
        onProgress,
      });
      const row = ({ data, d }, i) => data.subarray(i * d, (i + 1) * d);
      return {
        truth: task.nats,
        estimate: found.nats,
        train: found.train,
        standardError: found.standardError,
        ceiling: found.ceiling,
        oracle:
          task.logRatio && mean(Array.from({ length: n }, (_, i) => task.logRatio(row(x, i), row(y, i)))),
        curve: found.curves[0]?.map(({ step, train, validation }) => ({
          step,
          train: short(train),
          validation: short(validation),
        })),
        ...also(found),
      };
    },
  };
}

const given = ({ data, n, d }) => ({ data, shape: [n, d] });
