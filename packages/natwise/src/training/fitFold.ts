import { mean } from "../rows/mean.ts";
import type { CurvePoint, Program, Tensor, Tensors } from "../types.ts";
import { averageTensors } from "./averageTensors.ts";
import { batches } from "./batches.ts";
import type { Evaluator, Trained } from "./evaluator.ts";
import type { Fold } from "./folds.ts";
import type { TrainState } from "./trainer.ts";

/** When training is evaluated on the validation rows, and when it ends. */
export interface Schedule {
  /** Maximum number of steps. */
  readonly steps: number;
  /** Steps between two evaluations on the validation rows. */
  readonly every: number;
  /** Evaluations without an improvement before training stops. */
  readonly patience: number;
  /** Number of last evaluations whose parameters are averaged. */
  readonly averaged: number;
}

export interface FoldTraining {
  /** The estimator's name, for progress and errors. */
  readonly name: string;
  readonly fold: Fold;
  /** The fold's number, from 0. */
  readonly index: number;
  readonly seed: number;
  /** Pairs in a step. */
  readonly K: number;
  readonly start: TrainState<Tensors>;
  /** Whether `start` was fitted to the training rows, so that its own held-out value is needed. */
  readonly fitted: boolean;
  /** `trainer`'s step, compiled. */
  readonly program: Program;
  /** Evaluates validation rows. */
  readonly guide: Evaluator;
  /** Evaluates test rows. */
  readonly judge: Evaluator;
  /** The quantity for early stopping: the value of a lower bound; the objective if the value is no bound. */
  readonly criterion: "value" | "objective";
  readonly schedule: Schedule;
  /** Interrupts training with an error. */
  readonly signal?: AbortSignal;
  /** Ends training early: the critic is evaluated as it is. */
  readonly endEarly?: AbortSignal;
  /** Aborted when another fold fails: training ends with the same error. */
  readonly failed: AbortSignal;
  /** Called after every evaluation, with the share of the work that is done. */
  readonly onLook: (done: number, step: number) => void;
}

/** A fold's critic after training, and its values in nats. */
export interface FittedFold {
  readonly trained: Trained;
  readonly curve: readonly CurvePoint[];
  readonly heldOut: number;
  /** Contributions of the test rows. */
  readonly local: Float64Array;
  /** The value on rows that it was trained on. */
  readonly train: number;
  /** The held-out value of `start`, if it was fitted to the rows and another critic was kept. */
  readonly begun: number | null;
  /** Steps trained. */
  readonly steps: number;
  /** Whether the validation value had stopped rising. */
  readonly stopped: boolean;
  readonly diverged: boolean;
  /** Whether any step was better than `start`. */
  readonly learned: boolean;
}

/**
 * Trains one fold's critic with early stopping, and evaluates the best one on rows it has not seen.
 *
 * The initial critic is a candidate too: with few rows training often finds no better one.
 *
 * @throws RangeError if training diverges before anything was learned
 */
export async function fitFold({
  name,
  fold: { train, validation, test },
  index,
  seed,
  K,
  start,
  fitted,
  program,
  guide,
  judge,
  criterion,
  schedule: { steps, every, patience, averaged },
  signal,
  endEarly,
  failed,
  onLook,
}: FoldTraining): Promise<FittedFold> {
  let current = start;
  let best = {
    trained: start as Trained,
    validation: (await guide.value(start, pairsOf(validation), { signal }))[criterion],
    step: 0,
  };
  const draw = batches(train, K, seed, index);
  const curve: CurvePoint[] = [];
  const recent: Tensors[] = [];
  let step = 0;
  let stale = 0;
  let diverged = false;
  while (step < steps && stale < patience && !diverged && !endEarly?.aborted && !failed.aborted) {
    const T = Math.min(every, steps - step);
    const rows: Tensor = { data: draw(T), shape: [T, K] };
    const job = `fold ${index + 1} of ${name}`;
    const [next, values] = await program.run(current, { x: rows, y: rows }, { job, signal });
    current = next as TrainState<Tensors>;
    step += T;
    recent.push(current.params);
    if (recent.length > averaged) recent.shift();
    const candidate = { params: averageTensors(recent), term: current.term };
    const found = await guide.value(candidate, pairsOf(validation), { signal });
    curve.push({ step, train: mean((values as Tensor).data), validation: found.value });
    diverged = !Number.isFinite(found.value);
    if (!diverged && found[criterion] > best.validation) {
      best = { trained: candidate, validation: found[criterion], step };
      stale = 0;
    } else stale++;
    onLook(stale >= patience || diverged ? 1 : step / steps, step);
  }
  if (diverged && best.step === 0) {
    throw new RangeError(`${name}: training diverged within ${step} steps; use a smaller learning rate`);
  }
  failed.throwIfAborted();
  if (step === 0) endEarly?.throwIfAborted();

  const local = new Float64Array(test.length);
  const { value: heldOut } = await judge.value(best.trained, pairsOf(test), { signal, local });
  const seen = train.subarray(0, Math.min(train.length, judge.K));
  const learned = best.step > 0;
  return {
    trained: best.trained,
    curve,
    heldOut,
    local,
    train: (await judge.value(best.trained, pairsOf(seen), { signal })).value,
    begun: learned && fitted ? (await judge.value(start, pairsOf(test), { signal })).value : null,
    steps: step,
    stopped: stale >= patience,
    diverged,
    learned,
  };
}

const pairsOf = (rows: Int32Array) => ({ x: rows, y: rows });
