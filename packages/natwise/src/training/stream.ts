import { formatCount } from "../progress/formatCount.ts";
import type { Engine, Progress, Task, Tensor, Tensors } from "../types.ts";
import type { MiTerm } from "./miTerm.ts";
import { trainer } from "./trainer.ts";

export interface StreamOptions {
  readonly term: MiTerm;
  /** Sources of pairs, one after the other. One critic is trained on all of them. */
  readonly stairs: readonly { readonly task: Task; readonly steps: number }[];
  /** Pairs in a step. */
  readonly batch?: number;
  readonly learningRate?: number;
  readonly seed?: number;
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Steps of one run: enough to hide the cost of the call, and few enough to stop and report progress promptly. */
const stepsARun = 100;

/**
 * Trains a critic on fresh pairs at every step, and returns the bound's value at each: [steps], in nats. A batch's
 * value is computed before the critic learns from it, so every value is held out.
 *
 * @throws TypeError for stairs of different dimensions
 * @see poole2019variational, section 3.1
 */
export async function stream({
  term,
  stairs,
  batch: K = 64,
  learningRate = 5e-4,
  seed = 0,
  engine,
  signal,
  onProgress,
}: StreamOptions): Promise<Float32Array> {
  const { dims } = stairs[0].task;
  for (const { task } of stairs) {
    if (task.dims.x === dims.x && task.dims.y === dims.y) continue;
    throw new TypeError(
      `stream: stairs must have the same dimensions, got ${dims.x} + ${dims.y} and ${task.dims.x} + ${task.dims.y}`,
    );
  }
  const training = trainer(term, { learningRate });
  let state: Tensors = training.init(seed, { x: [dims.x], y: [dims.y] });
  const program = await engine.compile(training.step, {
    state,
    batch: {
      x: rows(new Float64Array(K * dims.x), [K, dims.x]),
      y: rows(new Float64Array(K * dims.y), [K, dims.y]),
    },
  });
  const runs = stairs.flatMap(({ task, steps }, stair) =>
    Array.from({ length: Math.ceil(steps / stepsARun) }, (_, run) => ({
      task,
      T: Math.min(stepsARun, steps - run * stepsARun),
      draw: [stair, run],
    })),
  );
  const draw = ({ task, T, draw }: (typeof runs)[number]) => {
    const { x, y } = task.sample(T * K, seed, ...draw);
    return { x: rows(x.data, [T, K, x.d]), y: rows(y.data, [T, K, y.d]) };
  };
  const values = new Float32Array(stairs.reduce((sum, { steps }) => sum + steps, 0));
  let step = 0;
  try {
    let batches = draw(runs[0]);
    for (const [i, { T }] of runs.entries()) {
      const running = program.run(state, batches, { job: "stream", signal });
      // The next pairs are drawn while the engine works on these.
      if (i + 1 < runs.length) batches = draw(runs[i + 1]);
      const [next, metrics] = await running;
      state = next;
      values.set((metrics as Tensor).data, step);
      step += T;
      onProgress?.({ done: step / values.length, label: `step ${formatCount(step)}` });
    }
  } finally {
    await program.dispose();
  }
  return values;
}

const rows = (data: Float64Array, shape: number[]): Tensor => ({ data: Float32Array.from(data), shape });
