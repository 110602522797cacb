import { concat } from "../critics/concat.ts";
import { startJax } from "../engine/jaxEngine.ts";
import { mapTensors } from "../engine/mapTensors.ts";
import { random } from "../random.ts";
import { asTensors, evaluator } from "../training/evaluator.ts";
import { type Fold, folds } from "../training/folds.ts";
import { miTerm } from "../training/miTerm.ts";
import { type TrainState, trainer } from "../training/trainer.ts";
import type { Bound, Critic, CurvePoint, Estimator, Tensor, Tensors } from "../types.ts";
import { trainingWarnings } from "./trainingWarnings.ts";

export interface NeuralOptions {
  readonly bound: Bound;
  readonly critic?: Critic;
  /** Pairs a training step sees. */
  readonly batch?: number;
  /** Negatives a row while training; by default 4 where every pair costs an evaluation, else all others of the batch. */
  readonly negatives?: number;
  /** Training steps at the most, a fold. */
  readonly steps?: number;
  readonly learningRate?: number;
  /** How many critics are trained, each tested on the rows it has not seen. */
  readonly folds?: number;
  /** Steps between two looks at the validation rows; by default three passes over the rows, within 20 and 100. */
  readonly every?: number;
  /** Looks without an improvement before training stops. */
  readonly patience?: number;
  /** Looks whose parameters are averaged before they are judged: averages fit better than any one of them. */
  readonly averaged?: number;
}

/** What training one fold's critic left. */
interface Fitted {
  readonly params: Tensors;
  readonly curve: CurvePoint[];
  readonly heldOut: number;
  readonly train: number;
  readonly stopped: boolean;
  readonly diverged: boolean;
}

/**
 * A variational bound with a trained critic, cross-fitted: the rows are cut into folds, a critic is trained on the
 * others with early stopping on rows of their own, and the bound's value on the fold is reported, the mean over
 * folds. Every row is tested once, by a critic that has not seen it.
 */
export function neural({
  bound,
  critic = concat({ hidden: [64, 64] }),
  batch = 256,
  negatives,
  steps = 2000,
  learningRate = 3e-3,
  folds: count = 5,
  every,
  patience = 5,
  averaged = 5,
}: NeuralOptions): Estimator {
  positiveInteger("steps", steps);
  positiveInteger("batch", batch);
  if (every !== undefined) positiveInteger("every", every);
  positiveInteger("patience", patience);
  positiveInteger("averaged", averaged);
  if (negatives !== undefined) positiveInteger("negatives", negatives);
  if (!(learningRate > 0)) throw new RangeError(`neural: learningRate must be above 0, got ${learningRate}`);
  if (batch < 2) throw new RangeError(`neural: batch must be at least 2, got ${batch}`);
  const { name, guarantee } = bound;

  return {
    name,
    guarantee,
    async estimate(x, y, context) {
      await startJax();
      const engine = await context.engine();
      const data = asTensors(x, y);
      const dims = { x: x.d, y: y.d };
      const parts = folds(x.n, count, context.seed);
      const K = Math.min(batch, ...parts.map(({ train }) => train.length));
      const M = Math.min(negatives ?? (critic.cost === "pairs" ? 4 : K - 1), K - 1);
      const look = every ?? Math.min(100, Math.max(20, Math.ceil((3 * longest(parts, "train")) / K)));
      const term = miTerm({ bound, critic, negatives: M });
      const training = trainer(term, { learningRate });
      const start = training.init(context.seed, dims);
      const program = await engine.compile(training.step, {
        state: start,
        batch: { x: rowNumbers(new Int32Array(K), [K]), y: rowNumbers(new Int32Array(K), [K]) },
        data,
      });
      const shared = { critic, bound, data, params: start.params };
      const judge = await evaluator(engine, { ...shared, largest: longest(parts, "test"), most: 1024 });
      const guide = await evaluator(engine, {
        ...shared,
        largest: longest(parts, "validation"),
        most: critic.cost === "pairs" ? 128 : 1024,
      });
      const done = new Float64Array(parts.length);

      const fit = async ({ train, validation, test }: Fold, index: number): Promise<Fitted> => {
        let current = training.init(context.seed + index, dims);
        const { params } = current;
        // A critic that tells nothing is a candidate too: few rows often have no better one.
        let best = {
          params,
          validation: await guide.value(params, pairsOf(validation), context),
          step: 0,
        };
        const draw = batches(train, K, context.seed, index);
        const curve: CurvePoint[] = [];
        let step = 0;
        let stale = 0;
        const recent: Tensors[] = [];
        let diverged = false;
        while (step < steps && stale < patience && !diverged) {
          const T = Math.min(look, steps - step);
          const rows = rowNumbers(draw(T), [T, K]);
          const [next, values] = await program.run(
            current,
            { x: rows, y: rows },
            { job: `fold ${index + 1} of ${name}`, signal: context.signal },
          );
          current = next as TrainState<Tensors>;
          step += T;
          recent.push(current.params);
          if (recent.length > averaged) recent.shift();
          const candidate = average(recent);
          const value = await guide.value(candidate, pairsOf(validation), context);
          curve.push({ step, train: mean((values as Tensor).data), validation: value });
          diverged = !Number.isFinite(value);
          if (value > best.validation) {
            best = { params: candidate, validation: value, step };
            stale = 0;
          } else stale++;
          done[index] = stale >= patience || diverged ? 1 : step / steps;
          context.onProgress?.({
            done: mean(done),
            label: `${name}, step ${step.toLocaleString("en")} of ${steps.toLocaleString("en")}`,
          });
        }
        if (diverged && best.step === 0) {
          throw new RangeError(
            `${name}: training diverged within ${step} steps; use a smaller learning rate`,
          );
        }
        const seen = train.subarray(0, Math.min(train.length, judge.K));
        return {
          params: best.params,
          curve,
          heldOut: await judge.value(best.params, pairsOf(test), context),
          train: await judge.value(best.params, pairsOf(seen), context),
          stopped: stale >= patience,
          diverged,
        };
      };

      try {
        const fitted = await Promise.all(parts.map(fit));
        const heldOut = mean(fitted.map((one) => one.heldOut));
        const train = mean(fitted.map((one) => one.train));
        const spread = Math.sqrt(mean(fitted.map((one) => (one.heldOut - heldOut) ** 2)));
        const ceiling = bound.ceiling(Math.min(judge.K, ...parts.map(({ test }) => test.length)) - 1);
        return {
          nats: heldOut,
          ceiling,
          heldOut,
          train,
          standardError: count > 1 ? spread / Math.sqrt(count - 1) : null,
          curves: fitted.map(({ curve }) => curve),
          warnings: trainingWarnings({
            heldOut,
            train,
            ceiling,
            n: x.n,
            stopped: fitted.every(({ stopped, diverged }) => stopped || diverged),
            diverged: fitted.some(({ diverged }) => diverged),
            steps,
          }),
          critic: { critic, params: fitted[0].params, dims },
        };
      } finally {
        await program.dispose();
        await judge.dispose();
        await guide.dispose();
      }
    },
  };
}

/** Row numbers of T batches of K: passes over `train` in random order, so that a batch never repeats a row. */
function batches(train: Int32Array, K: number, seed: number, fold: number): (T: number) => Int32Array {
  const draws = random(seed, 3, fold);
  let order = new Int32Array(0);
  let used = 0;
  return (T) => {
    const rows = new Int32Array(T * K);
    for (let t = 0; t < T; t++) {
      if (used + K > order.length) {
        order = draws.permutation(train.length).map((i) => train[i]) as Int32Array<ArrayBuffer>;
        used = 0;
      }
      rows.set(order.subarray(used, used + K), t * K);
      used += K;
    }
    return rows;
  };
}

/** The mean of parameters of one structure. */
function average(trees: readonly Tensors[]): Tensors {
  const sums = trees.map(leavesOf);
  let next = 0;
  return mapTensors(trees[0], ({ shape }): Tensor => {
    const i = next++;
    const data = new Float32Array(sums[0][i].data.length);
    for (const leaves of sums)
      for (let j = 0; j < data.length; j++) data[j] += leaves[i].data[j] / trees.length;
    return { data, shape };
  });
}

function leavesOf(tree: Tensors): Tensor[] {
  const leaves: Tensor[] = [];
  mapTensors(tree, (leaf) => leaves.push(leaf));
  return leaves;
}

function longest(parts: readonly Fold[], kind: keyof Fold): number {
  return Math.max(...parts.map((fold) => fold[kind].length));
}

const pairsOf = (rows: Int32Array) => ({ x: rows, y: rows });
const rowNumbers = (data: Int32Array, shape: number[]): Tensor => ({ data, shape });

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function positiveInteger(name: string, value: number) {
  if (!(Number.isInteger(value) && value > 0))
    throw new RangeError(`neural: ${name} must be a whole number above 0, got ${value}`);
}
