import { learned } from "../baselines/learned.ts";
import { mixtureDensity } from "../baselines/mixtureDensity.ts";
import { concat } from "../critics/concat.ts";
import { mixtureConditional } from "../critics/mixtureConditional.ts";
import { startJax } from "../engine/jaxEngine.ts";
import { leaves } from "../engine/leaves.ts";
import { mapTensors } from "../engine/mapTensors.ts";
import { random } from "../rows/random.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { asTensors, evaluator, type Trained } from "../training/evaluator.ts";
import { type Fold, folds } from "../training/folds.ts";
import { miTerm } from "../training/miTerm.ts";
import { spread } from "../training/spread.ts";
import { type TrainState, trainer } from "../training/trainer.ts";
import type {
  Baseline,
  Bound,
  Critic,
  CurvePoint,
  Estimator,
  Matrix,
  Params,
  Tensor,
  Tensors,
} from "../types.ts";
import { trainingWarnings } from "./trainingWarnings.ts";

export interface NeuralOptions {
  readonly bound: Bound;
  /** By default an MLP of both, or a mixture of Gaussians of y given x where the bound needs a conditional density. */
  readonly critic?: Critic;
  /** By default an MLP, or a mixture of Gaussians where the bound needs a density; for a bound that has one. */
  readonly baseline?: Baseline;
  /** Pairs a training step sees. */
  readonly batch?: number;
  /** Negatives a row while training; by default 8 where every pair costs an evaluation, 16 if the bound is another
   * one with more of them, else all others of the batch. */
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
  readonly trained: Trained;
  readonly curve: CurvePoint[];
  readonly heldOut: number;
  /** Of the rows it was tested on. */
  readonly local: Float64Array;
  readonly train: number;
  /** `heldOut` of the critic it began with, where that was fitted to the rows and is not the one kept. */
  readonly begun: number | null;
  /** Steps trained. */
  readonly steps: number;
  readonly stopped: boolean;
  readonly diverged: boolean;
  /** Whether any step was better than the critic it began with. */
  readonly learned: boolean;
}

/**
 * A variational bound with a trained critic, cross-fitted: the rows are cut into folds, a critic is trained on the
 * others with early stopping on rows of their own, and the bound's value on the fold is reported, the mean over
 * folds. Every row is tested once, by a critic that has not seen it.
 */
export function neural({
  bound,
  critic = bound.critic === "conditional" ? mixtureConditional() : concat(),
  baseline = defaultBaseline(bound),
  batch = 256,
  negatives,
  steps = 2000,
  learningRate = 3e-3,
  folds: count = 5,
  every,
  patience = 5,
  averaged = 10,
}: NeuralOptions): Estimator {
  positiveInteger("steps", steps);
  positiveInteger("batch", batch);
  if (every !== undefined) positiveInteger("every", every);
  positiveInteger("patience", patience);
  positiveInteger("averaged", averaged);
  if (negatives !== undefined) positiveInteger("negatives", negatives);
  if (!(learningRate > 0)) throw new RangeError(`neural: learningRate must be above 0, got ${learningRate}`);
  if (batch < 2) throw new RangeError(`neural: batch must be at least 2, got ${batch}`);
  const { name } = bound;
  const termWith = (M?: number) =>
    miTerm({ bound, critic, baseline, negatives: M } as Parameters<typeof miTerm>[0]);
  const { guarantee } = termWith();

  return {
    name,
    guarantee,
    async estimate(x, y, context) {
      await startJax();
      if (critic.kind === "conditional" || baseline?.kind === "density") continuous(y, name);
      // Asked for what is done, training ends when the signal is aborted, and its critics are judged all the same.
      const { signal, partial = false } = context;
      signal?.throwIfAborted();
      const ended = () => partial && signal?.aborted === true;
      const running = partial ? undefined : signal;
      const engine = await context.engine();
      const data = asTensors(x, y);
      const dims = { x: x.d, y: y.d };
      const parts = folds(x.n, count, context.seed);
      const K = Math.min(batch, ...parts.map(({ train }) => train.length));
      // InfoNCE and its kin are other, tighter bounds with more negatives: 8 would cap what they train on at 2.2 nats.
      const few = bound.traits.batchDependent ? 16 : 8;
      const M = Math.min(negatives ?? (critic.cost === "pairs" ? few : K - 1), K - 1);
      const look = every ?? Math.min(100, Math.max(20, Math.ceil((3 * longest(parts, "train")) / K)));
      const term = termWith(M);
      const training = trainer(term, { learningRate });
      const shapes = { x: [x.d], y: [y.d] };
      const start = training.init(context.seed, shapes);
      if (leaves(start.params).length === 0)
        throw new TypeError(
          `neural: the critic or the baseline must have something to learn, got ${critic.name}; evaluate miTerm() instead`,
        );
      const program = await engine.compile(
        training.step,
        {
          state: start,
          batch: { x: rowNumbers(new Int32Array(K), [K]), y: rowNumbers(new Int32Array(K), [K]) },
          data,
        },
        { alone: parts.length === 1 },
      );
      const shared = { critic, bound, baseline, data, start };
      const judge = await evaluator(engine, { ...shared, largest: longest(parts, "test"), most: 1024 });
      const guide = await evaluator(engine, {
        ...shared,
        largest: longest(parts, "validation"),
        most: critic.cost === "pairs" ? 128 : 1024,
      });
      const done = new Float64Array(parts.length);

      // The first fold that fails ends the others: nothing may be disposed of while one of them still runs.
      const failures: unknown[] = [];
      const fit = async ({ train, validation, test }: Fold, index: number): Promise<Fitted> => {
        let current = training.init(context.seed + index, shapes);
        if (critic.fit) {
          const { critic: fresh, ...others } = current.params as Params;
          const fitted = critic.fit(fresh, rowsAt(x, train), rowsAt(y, train));
          current = { ...current, params: { ...others, critic: fitted } };
        }
        const begun = current;
        // A bound that guarantees nothing is no criterion: its critic is judged by what it was trained for.
        const judged = (found: { value: number; objective: number }) =>
          guarantee === "lower" ? found.value : found.objective;
        // A critic that tells nothing is a candidate too: few rows often have no better one.
        let best = {
          trained: current as Trained,
          validation: judged(await guide.value(current, pairsOf(validation), { signal: running })),
          step: 0,
        };
        const draw = batches(train, K, context.seed, index);
        const curve: CurvePoint[] = [];
        let step = 0;
        let stale = 0;
        const recent: Tensors[] = [];
        let diverged = false;
        while (step < steps && stale < patience && !diverged && !ended() && failures.length === 0) {
          const T = Math.min(look, steps - step);
          const rows = rowNumbers(draw(T), [T, K]);
          const [next, values] = await program.run(
            current,
            { x: rows, y: rows },
            { job: `fold ${index + 1} of ${name}`, signal: running },
          );
          current = next as TrainState<Tensors>;
          step += T;
          recent.push(current.params);
          if (recent.length > averaged) recent.shift();
          const candidate = { params: average(recent), term: current.term };
          const found = await guide.value(candidate, pairsOf(validation), { signal: running });
          curve.push({ step, train: mean((values as Tensor).data), validation: found.value });
          diverged = !Number.isFinite(found.value);
          if (judged(found) > best.validation) {
            best = { trained: candidate, validation: judged(found), step };
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
        if (failures.length > 0) throw failures[0];
        if (step === 0) signal?.throwIfAborted();
        const local = new Float64Array(test.length);
        const { value: heldOut } = await judge.value(best.trained, pairsOf(test), { signal: running, local });
        const seen = train.subarray(0, Math.min(train.length, judge.K));
        return {
          trained: best.trained,
          curve,
          heldOut,
          local,
          train: (await judge.value(best.trained, pairsOf(seen), { signal: running })).value,
          begun:
            best.step > 0 && critic.fit
              ? (await judge.value(begun, pairsOf(test), { signal: running })).value
              : null,
          steps: step,
          stopped: stale >= patience,
          diverged,
          learned: best.step > 0,
        };
      };

      try {
        const fits = parts.map((fold, index) =>
          fit(fold, index).catch((error) => {
            failures.push(error);
            throw error;
          }),
        );
        await Promise.allSettled(fits);
        if (failures.length > 0) throw failures[0];
        const fitted = await Promise.all(fits);
        const heldOut = mean(fitted.map((one) => one.heldOut));
        const train = mean(fitted.map((one) => one.train));
        const learnedAny = fitted.some((one) => one.learned);
        // Critics that tell nothing agree with one another and say nothing of chance.
        const parted = learnedAny ? spread(fitted) : undefined;
        const gains = fitted.map((one) => (one.begun === null ? 0 : one.heldOut - one.begun));
        const gain = mean(gains);
        const gainSpread = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / Math.max(1, count - 1));
        const ceiling = bound.ceiling(Math.min(judge.K, ...parts.map(({ test }) => test.length)) - 1);
        return {
          nats: heldOut,
          ceiling,
          heldOut,
          train,
          ...(critic.fit ? { gain: { nats: gain, standardError: gainSpread } } : {}),
          standardError: parted?.critics == null ? null : Math.hypot(parted.rows, parted.critics),
          ...(parted && { spread: parted }),
          local: byRow(parts, fitted, x.n),
          curves: fitted.map(({ curve }) => curve),
          warnings: trainingWarnings({
            guarantee,
            heldOut,
            train,
            ceiling,
            n: x.n,
            stopped: fitted.every(({ stopped, diverged }) => stopped || diverged),
            diverged: fitted.some(({ diverged }) => diverged),
            learned: learnedAny,
            trained: Math.min(
              ...fitted.filter(({ stopped, diverged }) => !(stopped || diverged)).map((one) => one.steps),
            ),
            steps,
          }),
          critic: { critic, params: (fitted[0].trained.params as Params).critic, dims },
        };
      } finally {
        await program.dispose();
        await judge.dispose();
        await guide.dispose();
      }
    },
  };
}

function defaultBaseline(bound: Bound): Baseline | undefined {
  if (bound.baseline === "density") return mixtureDensity();
  if (bound.baseline === "pair") return learned({ of: "pairs" });
  if (bound.baseline === "row") return learned();
}

/** Columns with fewer different values have no density. */
const fewestValues = 10;

function continuous({ data, n, d }: Matrix, name: string) {
  for (let j = 0; j < d; j++) {
    const values = new Set<number>();
    for (let i = 0; i < n && values.size < fewestValues; i++) values.add(data[i * d + j]);
    if (values.size < fewestValues)
      throw new RangeError(
        `${name}: fits a density, so y must be continuous, got ${values.size} different values in column ${j} of y; exchange x and y, or use MINE`,
      );
  }
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
  const sums = trees.map(leaves);
  let next = 0;
  return mapTensors(trees[0], ({ shape }): Tensor => {
    const i = next++;
    const data = new Float32Array(sums[0][i].data.length);
    for (const one of sums) for (let j = 0; j < data.length; j++) data[j] += one[i].data[j] / trees.length;
    return { data, shape };
  });
}

/** Held-out values of all rows in the data's order; null where not every row was tested. */
function byRow(parts: readonly Fold[], fitted: readonly Fitted[], n: number): Float64Array | null {
  const local = new Float64Array(n).fill(Number.NaN);
  for (const [f, { test }] of parts.entries()) {
    for (const [at, row] of test.entries()) local[row] = fitted[f].local[at];
  }
  return local.some(Number.isNaN) ? null : local;
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
