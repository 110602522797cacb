import { numpy as np, tree } from "@jax-js/jax";
import { fromPairs } from "../critics/scores.ts";
import { toArrays } from "../engine/jaxEngine.ts";
import type {
  Baseline,
  Bound,
  Critic,
  Engine,
  Matrix,
  Params,
  Program,
  Scores,
  Tensor,
  Tensors,
} from "../types.ts";

/** Floats an all-pairs critic may hold for one block of rows. */
const blockFloats = 1 << 22;

/** What training left of a term: its parameters and what it carried. */
export interface Trained {
  readonly params: Tensors;
  readonly term: Tensors;
}

/** A bound on rows chosen by number, with frozen parameters. */
export interface Evaluator {
  /** Candidates a row: the largest value is that of the bound's ceiling with one negative less. */
  readonly K: number;
  /**
   * The bound's value in nats, and its objective, on pairs x[rows.x_i], y[rows.y_i]; every row is scored at least once.
   */
  value(
    trained: Trained,
    rows: { x: Int32Array; y: Int32Array },
    options?: { signal?: AbortSignal },
  ): Promise<{ value: number; objective: number }>;
  dispose(): Promise<void>;
}

/**
 * Compiles a critic to score all pairs of up to `most` rows at a time: with 1,024 the partition term of a held-out
 * value rests on a million pairs, whatever the training batch was.
 *
 * @param largest how many rows the largest set has that will be asked for
 */
export async function evaluator(
  engine: Engine,
  {
    critic,
    bound,
    baseline,
    data,
    start,
    largest,
    most,
  }: {
    critic: Critic;
    bound: Bound;
    baseline?: Baseline;
    data: Tensors;
    start: Trained;
    largest: number;
    most: number;
  },
): Promise<Evaluator> {
  const groups = Math.ceil(largest / most);
  const K = Math.ceil(largest / groups);
  const R = critic.cost === "rows" ? K : Math.max(1, Math.min(K, Math.floor(blockFloats / (K * 256))));
  // Scores [R, K] of R rows of x with all of y, and the baseline [R] of those rows' own pairs.
  const step = (
    state: { params: Params; term: Params },
    batch: { x: np.Array; y: np.Array; own: np.Array },
    { x, y }: { x: np.Array; y: np.Array },
  ): [Params, { scores: np.Array; logBaseline?: np.Array }] => {
    const { params, term } = tree.ref(state);
    const left = np.take(x, batch.x, 0);
    const own = np.take(y.ref, batch.own, 0);
    const logBaseline = baseline?.apply(params.baseline, term.baseline, left.ref, own);
    const scores = critic.pairs(params.critic, left, np.take(y, batch.y, 0));
    return [state, logBaseline ? { scores, logBaseline } : { scores }];
  };
  const program: Program = await engine.compile(step, {
    state: { params: start.params, term: start.term },
    batch: {
      x: indices(new Int32Array(R)),
      y: indices(new Int32Array(K)),
      own: indices(new Int32Array(R)),
    },
    data,
  });
  const blocks = Math.ceil(K / R);

  /** Scores of n <= K pairs, all with all; what is past n is padding and cut off. */
  async function scores(
    { params, term }: Trained,
    rows: { x: Int32Array; y: Int32Array },
    signal?: AbortSignal,
  ): Promise<Scores> {
    const n = rows.x.length;
    const x = new Int32Array(blocks * R).fill(rows.x[0]);
    x.set(rows.x);
    const own = new Int32Array(blocks * R).fill(rows.y[0]);
    own.set(rows.y);
    const y = new Int32Array(blocks * K);
    for (let b = 0; b < blocks; b++) {
      y.fill(rows.y[0], b * K, (b + 1) * K);
      y.set(rows.y, b * K);
    }
    const batches = {
      x: { data: x, shape: [blocks, R] },
      y: { data: y, shape: [blocks, K] },
      own: { data: own, shape: [blocks, R] },
    };
    const [, metrics] = await program.run({ params, term }, batches, { signal });
    const found = metrics as { scores: Tensor; logBaseline?: Tensor };
    // A row of the square for each y.
    const square = new Float32Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) square[j * n + i] = found.scores.data[i * K + j];
    const split = fromPairs(np.array(square, { shape: [n, n] }));
    if (!found.logBaseline) return split;
    return { ...split, logBaseline: np.array((found.logBaseline.data as Float32Array).slice(0, n)) };
  }

  return {
    K,
    async value(trained, rows, { signal } = {}) {
      const n = rows.x.length;
      const count = Math.ceil(n / K);
      const size = Math.ceil(n / count);
      const sum = { value: 0, objective: 0 };
      for (let g = 0; g < count; g++) {
        // Groups of one size, evenly spread: where they do not fit exactly the last ones overlap by a few rows.
        const from = count === 1 ? 0 : Math.round((g * (n - size)) / (count - 1));
        const group = { x: rows.x.subarray(from, from + size), y: rows.y.subarray(from, from + size) };
        const [found, state] = bound.apply(await scores(trained, group, signal), toArrays(bound.init));
        tree.dispose(state);
        sum.value += (await found.value.data())[0] / count;
        sum.objective += (await found.objective.data())[0] / count;
      }
      return sum;
    },
    dispose: () => program.dispose(),
  };
}

/** x and y as the engine holds them. */
export function asTensors(x: Matrix, y: Matrix): { x: Tensor; y: Tensor } {
  const tensor = ({ data, n, d }: Matrix): Tensor => ({ data: Float32Array.from(data), shape: [n, d] });
  return { x: tensor(x), y: tensor(y) };
}

const indices = (data: Int32Array): Tensor => ({ data, shape: [data.length] });
