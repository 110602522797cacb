import type { ExperimentJob, JobsOptions, RowOf } from "@natwise/ask/experiments";
import { type Bound, dv, iAlpha, infoNCE, nwj } from "natwise";
import { type Measured, measureBounds } from "./measureBounds.ts";

export const dims = 20;
const alphas = [0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 1];
const bounds: Readonly<Record<string, { readonly bound: Bound; readonly alpha: number | null }>> = {
  NWJ: { bound: nwj(), alpha: null },
  DV: { bound: dv(), alpha: null },
  InfoNCE: { bound: infoNCE(), alpha: null },
  ...Object.fromEntries(alphas.map((alpha) => [`I_alpha ${alpha}`, { bound: iAlpha({ alpha }), alpha }])),
};

interface Size {
  readonly nats: readonly number[];
  /** Pairs a batch. */
  readonly sizes: readonly number[];
  /** How many batches of K pairs. */
  batches(K: number): number;
}

const full: Size = {
  nats: [2, 4, 6, 8, 10],
  sizes: [16, 32, 64, 128, 256, 512, 1024, 2048],
  batches: (K) => Math.min(1000, Math.max(100, 2 ** 18 / K)),
};
const small: Size = { nats: [2, 6], sizes: [16, 64], batches: () => 50 };
/** Seconds of one core for a pair. */
const pairCost = 2.5e-7;

type Labels = {
  readonly part: "optimal";
  readonly dims: number;
  readonly truth: number;
  readonly K: number;
  readonly batches: number;
  readonly seed: number;
};
type OptimalJob = ExperimentJob<Labels, Measured & { readonly alpha: number | null }>;
export type OptimalRow = RowOf<OptimalJob>;

/** Rows whose values are numbers: NaN for those that were not finite. */
export const measures = (rows: readonly OptimalRow[]) =>
  rows.map((row) => ({
    ...row,
    mean: row.mean ?? Number.NaN,
    bias: row.bias ?? Number.NaN,
    variance: row.variance ?? Number.NaN,
    mse: row.mse ?? Number.NaN,
  }));

/** A job for each information x batch size, with a row for each bound. */
export function optimalJobs({ quick, seed }: JobsOptions): OptimalJob[] {
  const { nats, sizes, batches: count } = quick ? small : full;
  const measured = Object.fromEntries(Object.entries(bounds).map(([name, { bound }]) => [name, bound]));
  return nats.flatMap((truth) =>
    sizes.map((K) => {
      const batches = count(K);
      return {
        id: `optimal/${truth}nats/batch${K}-seed${seed}`,
        labels: { part: "optimal", dims, truth, K, batches, seed },
        cost: batches * K * K * pairCost,
        async run(context) {
          const found = await measureBounds(
            { bounds: measured, dims, nats: truth, K, batches, seed },
            context,
          );
          return found.map(({ bound, ...values }) => ({ bound, alpha: bounds[bound].alpha, ...values }));
        },
      };
    }),
  );
}
