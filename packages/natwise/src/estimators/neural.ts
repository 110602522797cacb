import { learned } from "../baselines/learned.ts";
import { mixtureDensity } from "../baselines/mixtureDensity.ts";
import { concat } from "../critics/concat.ts";
import { mixtureConditional } from "../critics/mixtureConditional.ts";
import { DataError } from "../DataError.ts";
import { symbols } from "../discrete/symbols.ts";
import { startJax } from "../engine/jaxEngine.ts";
import { leaves } from "../engine/leaves.ts";
import { formatCount } from "../progress/formatCount.ts";
import { remark } from "../remarks.ts";
import { mean } from "../rows/mean.ts";
import { positiveInteger } from "../rows/positiveInteger.ts";
import { rowsAt } from "../rows/rowsAt.ts";
import { byRow } from "../training/byRow.ts";
import { asTensors, evaluator } from "../training/evaluator.ts";
import { type FittedFold, fitFold } from "../training/fitFold.ts";
import { type Fold, folds } from "../training/folds.ts";
import { miTerm } from "../training/miTerm.ts";
import { spread } from "../training/spread.ts";
import { type TrainState, trainer } from "../training/trainer.ts";
import type { Baseline, Bound, Critic, Estimator, Found, Matrix, Params, Tensor, Tensors } from "../types.ts";
import { forCritics } from "./forCritics.ts";
import { trainingRemarks } from "./trainingRemarks.ts";

export interface NeuralOptions {
  readonly bound: Bound;
  /** By default an MLP of x and y, or a mixture of Gaussians of y given x if the bound needs a conditional density. */
  readonly critic?: Critic;
  /** For a bound that needs one. By default an MLP, or a mixture of Gaussians if the bound needs a density. */
  readonly baseline?: Baseline;
  /** Pairs in a training step. */
  readonly batch?: number;
  /**
   * Negatives a row in training. By default all other rows of the batch. For a critic that costs an evaluation a pair
   * it is 8, or 16 if more negatives tighten the bound.
   */
  readonly negatives?: number;
  /** Maximum number of training steps in a fold. */
  readonly steps?: number;
  readonly learningRate?: number;
  /** Share of every parameter that is lost in a step. It keeps critics of many columns from over-fitting. */
  readonly weightDecay?: number;
  /** Number of critics to train, each tested on rows it has not seen. */
  readonly folds?: number;
  /**
   * Steps between evaluations on validation rows; by default three passes over the rows, at least 20 and at most 100.
   */
  readonly every?: number;
  /** Evaluations without an improvement before training stops. */
  readonly patience?: number;
  /** Number of last evaluations whose parameters are averaged. The average fits better than any one of them. */
  readonly averaged?: number;
}

/**
 * A variational bound with a trained critic, cross-fitted. The rows are cut into folds. For each fold a critic is
 * trained on the other rows, some of which are kept for early stopping, and evaluated on the fold. The mean over folds
 * is reported. Every row is tested once, by a critic that has not seen it.
 *
 * Categories become standardised 0/1 columns, see `oneHot`; a remark says if values were merged.
 *
 * @throws RangeError for options out of range, and for a y with few values if the bound fits a density; TypeError for
 *   parts that do not fit together
 */
export function neural({
  bound,
  critic = bound.critic === "conditional" ? mixtureConditional() : concat(),
  baseline = defaultBaseline(bound),
  batch = 256,
  negatives,
  steps = 2000,
  learningRate = 3e-3,
  weightDecay = 0,
  folds: count = 5,
  every,
  patience = 5,
  averaged = 10,
}: NeuralOptions): Estimator {
  for (const [name, value] of Object.entries({ steps, batch, every, patience, averaged, negatives })) {
    if (value !== undefined) positiveInteger("neural", name, value);
  }
  if (!(learningRate > 0)) throw new RangeError(`neural: learningRate must be above 0, got ${learningRate}`);
  if (!(weightDecay >= 0 && weightDecay < 1))
    throw new RangeError(`neural: weightDecay must be in [0, 1), got ${weightDecay}`);
  if (batch < 2) throw new RangeError(`neural: batch must be at least 2, got ${batch}`);
  if (weightDecay > 0 && critic.fit)
    throw new TypeError(
      `neural: weightDecay would undo the fit of ${critic.name}, got ${weightDecay}; use 0, or a critic that is not fitted first`,
    );
  const { name } = bound;
  const termWith = (M?: number) =>
    miTerm({ bound, critic, baseline, negatives: M } as Parameters<typeof miTerm>[0]);
  const { guarantee } = termWith();

  return {
    name,
    guarantee,
    async estimate(left, right, { engine: startEngine, seed, series, signal, partial = false, onProgress }) {
      await startJax();
      if (critic.kind === "conditional" || baseline?.kind === "density") checkContinuous(right, name);
      const { rows: x, remarks: ofX } = forCritics(left, "x");
      const { rows: y, remarks: ofY } = forCritics(right, "y");
      signal?.throwIfAborted();
      const engine = await startEngine();
      const data = asTensors(x, y);
      const dims = { x: x.d, y: y.d };
      const parts = folds(x.n, count, seed, { series });
      const K = Math.min(batch, ...parts.map(({ train }) => train.length));
      // More negatives tighten InfoNCE and its relatives: with 8 they could not train beyond 2.2 nats.
      const few = bound.traits.batchDependent ? 16 : 8;
      const M = Math.min(negatives ?? (critic.cost === "pairs" ? few : K - 1), K - 1);
      const look = every ?? Math.min(100, Math.max(20, Math.ceil((3 * longest(parts, "train")) / K)));
      const training = trainer(termWith(M), { learningRate, weightDecay });
      const shapes = { x: [x.d], y: [y.d] };
      const start = training.init(seed, shapes);
      if (leaves(start.params).length === 0)
        throw new TypeError(
          `neural: the critic or the baseline must have parameters, got ${critic.name}; evaluate miTerm() instead`,
        );
      const rows: Tensor = { data: new Int32Array(K), shape: [K] };
      const program = await engine.compile(
        training.step,
        { state: start, batch: { x: rows, y: rows }, data },
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

      /** The fold's initial parameters, with the critic fitted to its training rows if it has `fit`. */
      const startOf = (index: number): TrainState<Tensors> => {
        const state = training.init(seed + index, shapes);
        if (!critic.fit) return state;
        const { critic: fresh, ...others } = state.params as Params;
        const { train } = parts[index];
        return {
          ...state,
          params: { ...others, critic: critic.fit(fresh, rowsAt(x, train), rowsAt(y, train)) },
        };
      };
      // A fold that fails ends the others: nothing may be disposed of while one of them runs.
      const failure = new AbortController();
      const fit = async (fold: Fold, index: number) =>
        fitFold({
          ...{ name, fold, index, seed, K, program, guide, judge },
          start: startOf(index),
          fitted: critic.fit !== undefined,
          criterion: guarantee === "lower" ? "value" : "objective",
          schedule: { steps, every: look, patience, averaged },
          signal: partial ? undefined : signal,
          endEarly: partial ? signal : undefined,
          failed: failure.signal,
          onLook(share, step) {
            done[index] = share;
            const label = `${name}, step ${formatCount(step)} of ${formatCount(steps)}`;
            onProgress?.({ done: mean(done), label });
          },
        });

      try {
        const fits = parts.map((fold, index) =>
          fit(fold, index).catch((error) => {
            failure.abort(error);
            throw error;
          }),
        );
        await Promise.allSettled(fits);
        failure.signal.throwIfAborted();
        const fitted = await Promise.all(fits);
        const found = summary(fitted, {
          guarantee,
          ceiling: bound.ceiling(Math.min(judge.K, ...parts.map(({ test }) => test.length)) - 1),
          n: x.n,
          steps,
        });
        return {
          ...found,
          remarks: [...ofX, ...ofY, ...found.remarks],
          ...(critic.fit && { gain: gainOf(fitted) }),
          local: byRow(
            fitted.map(({ local }, fold) => ({ rows: parts[fold].test, values: local })),
            x.n,
          ),
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

/** The estimate of all folds together. */
function summary(
  fitted: readonly FittedFold[],
  {
    guarantee,
    ceiling,
    n,
    steps,
  }: { guarantee: Bound["guarantee"]; ceiling: number | null; n: number; steps: number },
): Found {
  const heldOut = mean(fitted.map((fold) => fold.heldOut));
  const train = mean(fitted.map((fold) => fold.train));
  const learned = fitted.some((fold) => fold.learned);
  // Critics that learned nothing agree, so their spread is no measure of error.
  const parted = learned ? spread(fitted) : undefined;
  const running = fitted.filter(({ stopped, diverged }) => !(stopped || diverged));
  return {
    nats: heldOut,
    ceiling,
    heldOut,
    train,
    standardError: parted?.critics == null ? null : Math.hypot(parted.rows, parted.critics),
    ...(parted && { spread: parted }),
    curves: fitted.map(({ curve }) => curve),
    remarks: trainingRemarks({
      guarantee,
      heldOut,
      train,
      ceiling,
      n,
      stopped: running.length === 0,
      diverged: fitted.some(({ diverged }) => diverged),
      learned,
      trained: Math.min(...running.map((fold) => fold.steps)),
      steps,
    }),
  };
}

/** Held-out gain of training over critics that were fitted to the rows first. */
function gainOf(fitted: readonly FittedFold[]): { nats: number; standardError: number } {
  const gains = fitted.map(({ begun, heldOut }) => (begun === null ? 0 : heldOut - begun));
  const nats = mean(gains);
  const squares = mean(gains.map((gain) => (gain - nats) ** 2));
  return { nats, standardError: Math.sqrt(squares / Math.max(1, fitted.length - 1)) };
}

function defaultBaseline(bound: Bound): Baseline | undefined {
  if (bound.baseline === "density") return mixtureDensity();
  if (bound.baseline === "pair") return learned({ of: "pairs" });
  if (bound.baseline === "row") return learned();
}

/** A column with fewer different values is not taken to have a density. */
const fewestValues = 10;

function checkContinuous({ data, n, d, categories }: Matrix, name: string) {
  if (categories)
    throw new DataError(
      `${name}: fits a density, so y must be continuous, got categories; exchange x and y, or use MINE`,
      remark("notContinuous", { estimator: name, values: symbols({ data, n, d }).count }, [{ side: "y" }]),
    );
  for (let j = 0; j < d; j++) {
    const values = new Set<number>();
    for (let i = 0; i < n && values.size < fewestValues; i++) values.add(data[i * d + j]);
    if (values.size < fewestValues)
      throw new DataError(
        `${name}: fits a density, so y must be continuous, got ${values.size} different values in column ${j} of y; exchange x and y, or use MINE`,
        remark("notContinuous", { estimator: name, values: values.size }, [{ side: "y", at: j }]),
      );
  }
}

const longest = (parts: readonly Fold[], kind: keyof Fold) =>
  Math.max(...parts.map((fold) => fold[kind].length));
