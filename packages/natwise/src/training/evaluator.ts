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
   *
   * @param options.local where to write log p(x, y) / p(x) p(y) of each pair as the critic has it, in nats: its score less the
   *   logarithm of its mean exponential over the other rows of x, for each y or, where any critic would do for the bound
   *   but for a constant, over all of them; omitted, it is not computed
   */
  value(
    trained: Trained,
    rows: { x: Int32Array; y: Int32Array },
    options?: { signal?: AbortSignal; local?: Float64Array },
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

  /** Scores of n <= K pairs, all with all, a row for each y; what is past n is padding and cut off. */
  async function allPairs(
    { params, term }: Trained,
    rows: { x: Int32Array; y: Int32Array },
    signal?: AbortSignal,
  ): Promise<{ square: Float32Array<ArrayBuffer>; logBaseline?: Float32Array<ArrayBuffer> }> {
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
    const square = new Float32Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) square[j * n + i] = found.scores.data[i * K + j];
    return {
      square,
      logBaseline: (found.logBaseline?.data as Float32Array<ArrayBuffer> | undefined)?.slice(0, n),
    };
  }

  /** A square of scores as the bound takes it. */
  function split({ square, logBaseline }: Awaited<ReturnType<typeof allPairs>>, n: number): Scores {
    const scores = fromPairs(np.array(square, { shape: [n, n] }));
    return logBaseline ? { ...scores, logBaseline: np.array(logBaseline) } : scores;
  }

  /** What each row of a square of scores contributes [n]. */
  function contributions(square: Float32Array, n: number): Float64Array {
    const normalisers = Float64Array.from({ length: n }, (_, i) => {
      const others = square.slice(i * n, (i + 1) * n);
      others[i] = Number.NEGATIVE_INFINITY;
      return logMeanExpOf(others, n - 1);
    });
    const own = bound.critic === "conditional" || bound.traits.batchDependent;
    const shared = logMeanExpOf(normalisers, n);
    return normalisers.map((normaliser, i) => square[i * n + i] - (own ? normaliser : shared));
  }

  return {
    K,
    async value(trained, rows, { signal, local } = {}) {
      const n = rows.x.length;
      const count = Math.ceil(n / K);
      const size = Math.ceil(n / count);
      const sum = { value: 0, objective: 0 };
      for (let g = 0; g < count; g++) {
        // Groups of one size, evenly spread: where they do not fit exactly the last ones overlap by a few rows.
        const from = count === 1 ? 0 : Math.round((g * (n - size)) / (count - 1));
        const group = { x: rows.x.subarray(from, from + size), y: rows.y.subarray(from, from + size) };
        const pairs = await allPairs(trained, group, signal);
        const [found, state] = bound.apply(split(pairs, size), toArrays(bound.init));
        tree.dispose(state);
        sum.value += (await found.value.data())[0] / count;
        sum.objective += (await found.objective.data())[0] / count;
        local?.set(contributions(pairs.square, size), from);
      }
      return sum;
    },
    dispose: () => program.dispose(),
  };
}

function logMeanExpOf(values: Float32Array | Float64Array, count: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum / count);
}

/** x and y as the engine holds them. */
export function asTensors(x: Matrix, y: Matrix): { x: Tensor; y: Tensor } {
  const tensor = ({ data, n, d }: Matrix): Tensor => ({ data: Float32Array.from(data), shape: [n, d] });
  return { x: tensor(x), y: tensor(y) };
}

const indices = (data: Int32Array): Tensor => ({ data, shape: [data.length] });
