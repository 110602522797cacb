import { numpy as np } from "@jax-js/jax";
import type { JobContext } from "@natwise/ask/experiments";
import { type Bound, gaussian, scores, type Tensor } from "natwise";
import { mean, short, variance } from "../shared/statistics.ts";
import { bestCritic } from "./bestCritic.ts";

/** Numbers of one run of the compiled program: what it holds in memory at once is K^2 for each batch. */
const mostPairs = 2 ** 20;

export interface MeasureOptions<Name extends string> {
  readonly bounds: Readonly<Record<Name, Bound>>;
  /** Of correlated normals. */
  readonly dims: number;
  readonly nats: number;
  /** Pairs a batch, and how many batches. */
  readonly K: number;
  readonly batches: number;
  readonly seed: number;
}

/** What a bound gives with the best critic, over batches: null where a number is not finite. */
export type Measured = {
  readonly bound: string;
  readonly mean: number | null;
  readonly bias: number | null;
  readonly variance: number | null;
  readonly mse: number | null;
};

/** Every bound with the best critic on the same batches. */
export async function measureBounds<Name extends string>(
  { bounds, dims, nats, K, batches, seed }: MeasureOptions<Name>,
  { engine, signal, onProgress }: JobContext,
): Promise<Measured[]> {
  const names = Object.keys(bounds) as Name[];
  const task = gaussian({ dims, nats });
  const critic = bestCritic({ dims, nats });
  const step = (state: unknown, { x, y }: { x: np.Array; y: np.Array }) => {
    const { joint, product } = scores(critic, {}, x, y, K - 1);
    const values = names.map((name): [Name, np.Array] => {
      const bound = bounds[name];
      const given = { joint: joint.ref.add(bound.offset), product: product.ref.add(bound.offset) };
      // The best critic's partition function is 1 at every y.
      const logBaseline = bound.baseline === "none" ? undefined : np.zeros([K]);
      const [{ value, objective }] = bound.apply({ ...given, logBaseline }, {});
      objective.dispose();
      return [name, value];
    });
    joint.dispose();
    product.dispose();
    return [state, Object.fromEntries(values)] as [unknown, unknown];
  };
  const one = tensor([0], [1]);
  const empty = tensor(new Float64Array(K * dims), [K, dims]);
  const program = await engine.compile(step, { state: { one }, batch: { x: empty, y: empty } });
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  const atOnce = Math.max(1, Math.min(batches, Math.floor(mostPairs / (K * K))));
  for (let done = 0, run = 0; done < batches; run++) {
    const T = Math.min(atOnce, batches - done);
    const { x, y } = task.sample(T * K, seed, K, run);
    const drawn = { x: tensor(x.data, [T, K, dims]), y: tensor(y.data, [T, K, dims]) };
    const [, metrics] = await program.run({ one }, drawn, { job: "optimal", signal });
    for (const name of names) found[name].push(...(metrics as Record<Name, Tensor>)[name].data);
    done += T;
    onProgress({ done: done / batches, label: `batch of ${K}` });
  }
  await program.dispose();
  return names.map((bound) => {
    const values = found[bound];
    const centre = mean(values);
    return {
      bound,
      mean: short(centre),
      bias: short(centre - nats),
      variance: short(variance(values)),
      mse: short(mean(values.map((value) => (value - nats) ** 2))),
    };
  });
}

const tensor = (data: ArrayLike<number>, shape: readonly number[]): Tensor => ({
  data: Float32Array.from(data),
  shape,
});
