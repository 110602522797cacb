import { groups } from "../rows.ts";
import { mean } from "../statistics.ts";
import type { CriticName, StaircaseRow, TaskName } from "./staircaseJobs.ts";

/** What a critic gives at the end of a stair, in nats: NaN where a value was not finite. */
export interface End {
  readonly task: TaskName;
  readonly critic: CriticName;
  readonly bound: string;
  readonly truth: number;
  readonly value: number;
  readonly bias: number;
  /** Of a batch's value. */
  readonly variance: number;
  /** Bias and variance together. */
  readonly mse: number;
}

/** The ends of all stairs. */
export const ends = (rows: readonly StaircaseRow[]): End[] =>
  rows.flatMap(({ task, critic, bound, curve }) =>
    groups(curve, "truth").map(([[truth], points]) => {
      // The last quarter of a stair: the critic has had 3,000 steps to climb it.
      const last = points.slice(-Math.ceil(points.length / 4));
      const value = meanOf(last.map((point) => point.mean));
      // Within a block the critic hardly moves.
      const variance = meanOf(last.map((point) => point.variance));
      const bias = value - truth;
      return { task, critic, bound, truth, value, bias, variance, mse: bias ** 2 + variance };
    }),
  );

/** NaN where a value is missing. */
const meanOf = (values: readonly (number | null)[]) => mean(values.map((value) => value ?? Number.NaN));
