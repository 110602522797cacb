import { numpy as np, tree } from "@jax-js/jax";
import { fromPairs } from "../critics/scores.ts";
import { toArrays } from "../engine/jaxEngine.ts";
import type { Bound, Critic, Engine, Matrix, Params, Program, Tensor, Tensors } from "../types.ts";

/** Floats an all-pairs critic may hold for one block of rows. */
const blockFloats = 1 << 22;

/** Values of a bound on rows chosen by number, with frozen parameters. */
export interface Evaluator {
  /** Candidates a row: the largest value is that of the bound's ceiling with one negative less. */
  readonly K: number;
  /** The bound's value in nats on pairs x[rows.x_i], y[rows.y_i]; every row is scored at least once. */
  value(
    params: Tensors,
    rows: { x: Int32Array; y: Int32Array },
    options?: { signal?: AbortSignal },
  ): Promise<number>;
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
    data,
    params,
    largest,
    most,
  }: { critic: Critic; bound: Bound; data: Tensors; params: Tensors; largest: number; most: number },
): Promise<Evaluator> {
  const groups = Math.ceil(largest / most);
  const K = Math.ceil(largest / groups);
  const R = critic.cost === "rows" ? K : Math.max(1, Math.min(K, Math.floor(blockFloats / (K * 256))));
  const step = (
    state: Params,
    batch: { x: np.Array; y: np.Array },
    { x, y }: { x: np.Array; y: np.Array },
  ): [Params, np.Array] => {
    return [tree.ref(state), critic.pairs(state, np.take(x, batch.x, 0), np.take(y, batch.y, 0))];
  };
  const program: Program = await engine.compile(step, {
    state: params,
    batch: { x: indices(new Int32Array(R)), y: indices(new Int32Array(K)) },
    data,
  });
  const blocks = Math.ceil(K / R);

  /** Scores [n, n] of n <= K pairs; rows and columns past n are padding and cut off. */
  async function pairs(
    params: Tensors,
    rows: { x: Int32Array; y: Int32Array },
    signal?: AbortSignal,
  ): Promise<np.Array> {
    const n = rows.x.length;
    const x = new Int32Array(blocks * R).fill(rows.x[0]);
    x.set(rows.x);
    const y = new Int32Array(blocks * K);
    for (let b = 0; b < blocks; b++) {
      y.fill(rows.y[0], b * K, (b + 1) * K);
      y.set(rows.y, b * K);
    }
    const batches = { x: { data: x, shape: [blocks, R] }, y: { data: y, shape: [blocks, K] } };
    const [, metrics] = await program.run(params, batches, { signal });
    const values = (metrics as Tensor).data as Float32Array;
    const square = new Float32Array(n * n);
    for (let i = 0; i < n; i++) square.set(values.subarray(i * K, i * K + n), i * n);
    return np.array(square, { shape: [n, n] });
  }

  return {
    K,
    async value(params, rows, { signal } = {}) {
      const n = rows.x.length;
      const count = Math.ceil(n / K);
      const size = Math.ceil(n / count);
      let sum = 0;
      for (let g = 0; g < count; g++) {
        // Groups of one size, evenly spread: where they do not fit exactly the last ones overlap by a few rows.
        const from = count === 1 ? 0 : Math.round((g * (n - size)) / (count - 1));
        const group = { x: rows.x.subarray(from, from + size), y: rows.y.subarray(from, from + size) };
        const scores = fromPairs(await pairs(params, group, signal));
        const [{ value, objective }, state] = bound.apply(scores, toArrays(bound.init));
        tree.dispose([objective, state]);
        sum += (await value.data())[0];
      }
      return sum / count;
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
