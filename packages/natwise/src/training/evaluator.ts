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

/** Most floats that an all-pairs critic holds for one block of rows. */
const blockFloats = 1 << 22;

/** A term after training: its parameters and its state. */
export interface Trained {
  readonly params: Tensors;
  readonly term: Tensors;
}

/** Evaluates a bound with fixed parameters on chosen rows. */
export interface Evaluator {
  /** Candidates a row. The largest possible value is the bound's ceiling with K - 1 negatives. */
  readonly K: number;
  /**
   * The bound's value in nats, and its objective, on pairs x[rows.x_i], y[rows.y_i]. Every row is scored at least once.
   *
   * @param options.local receives the critic's log p(x, y) / p(x) p(y) of each pair, in nats: the pair's score less a
   *   log normaliser. The normaliser is a mean of e^score over the other rows of x: one for each y where the bound
   *   leaves a function of y in the critic undetermined, and otherwise one for all. Not computed when omitted.
   */
  value(
    trained: Trained,
    rows: { x: Int32Array; y: Int32Array },
    options?: { signal?: AbortSignal; local?: Float64Array },
  ): Promise<{ value: number; objective: number }>;
  dispose(): Promise<void>;
}

/**
 * Compiles a critic to score all pairs of up to `most` rows at a time. With 1,024 the partition term of a held-out
 * value has a million pairs, whatever the training batch was.
 *
 * @param largest number of rows of the largest set that will be evaluated
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
  // Scores [R, K] of R rows of x with K rows of y, and the baseline [R] of the R rows' own pairs.
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

  /** Scores of all x with all y of n <= K pairs, a row for each y. Padding beyond n is cut off. */
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

  /** A square of scores in the bound's form. */
  function split({ square, logBaseline }: Awaited<ReturnType<typeof allPairs>>, n: number): Scores {
    const scores = fromPairs(np.array(square, { shape: [n, n] }));
    return logBaseline ? { ...scores, logBaseline: np.array(logBaseline) } : scores;
  }

  /** The contribution of each row of a square of scores [n]. */
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
        // Groups of one size, evenly spread. Where they do not fit exactly, some overlap by a few rows.
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

/** x and y as float32 tensors for an engine. */
export function asTensors(x: Matrix, y: Matrix): { x: Tensor; y: Tensor } {
  const tensor = ({ data, n, d }: Matrix): Tensor => ({ data: Float32Array.from(data), shape: [n, d] });
  return { x: tensor(x), y: tensor(y) };
}

const indices = (data: Int32Array): Tensor => ({ data, shape: [data.length] });
