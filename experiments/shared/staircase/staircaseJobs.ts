/**
 * @module The staircase of Poole et al. 2019: 2, 4, 6, 8, 10 nats for 4,000 steps each, d = 20, a batch of 64 fresh pairs
 * every step, Adam at 5e-4. Critics are MLPs of two layers of 256, separable ones embed into 32 dimensions.
 */
import type { ExperimentJob, JobsOptions, RowOf } from "@natwise/ask/experiments";
import { type Critic, concat, cubic, gaussian, type MiTerm, separable, stream, type Task } from "natwise";
import { mean, short, variance } from "../statistics.ts";

const dims = 20;
const stairs = [2, 4, 6, 8, 10];
export const batch = 64;
const learningRate = 5e-4;

interface Size {
  /** Of each stair. */
  readonly steps: number;
  /** Widths of the critics' hidden layers, and of the baselines' ("wide"). */
  readonly hidden: readonly number[];
  readonly wide: readonly number[];
  /** Columns that separable critics embed into. */
  readonly embed: number;
  /** Steps that are kept as one mean and one variance. */
  readonly block: number;
  /** Seconds of one core for a job. */
  readonly cost: Readonly<Record<CriticName, number>>;
}

const full: Size = {
  ...{ steps: 4000, hidden: [256, 256], wide: [512, 512], embed: 32, block: 50 },
  cost: { separable: 45, concat: 400 },
};
const small: Size = {
  ...{ steps: 150, hidden: [64, 64], wide: [64, 64], embed: 16, block: 10 },
  cost: { separable: 0.45, concat: 4 },
};

const tasks = {
  gaussian: (nats: number): Task => gaussian({ dims, nats }),
  // The same W on every stair: what changes is the information.
  cubic: (nats: number): Task => cubic(gaussian({ dims, nats }), { W: "random", seed: 1 }),
};

const critics = {
  separable: ({ hidden, embed }: Size): Critic<"any"> => separable({ hidden: [...hidden], embed }),
  concat: ({ hidden }: Size): Critic<"any"> => concat({ hidden }),
};

export type TaskName = keyof typeof tasks;
export type CriticName = keyof typeof critics;
export const taskNames = Object.keys(tasks) as TaskName[];
export const criticNames = Object.keys(critics) as CriticName[];

/** A bound with a critic, and with a baseline of these widths where it needs one. */
export type StaircaseTerm = (parts: {
  readonly critic: Critic<"any">;
  readonly wide: readonly number[];
}) => MiTerm;

type Labels = {
  readonly part: "staircase";
  readonly task: TaskName;
  readonly critic: CriticName;
  readonly bound: string;
  readonly seed: number;
  readonly steps: number;
  readonly hidden: readonly number[];
  readonly batch: number;
};

/** Some steps of a curve, in nats. A value that is not finite makes both null. */
export type Block = {
  /** The last of them. */
  readonly step: number;
  readonly truth: number;
  readonly mean: number | null;
  readonly variance: number | null;
};

export type StaircaseJob = ExperimentJob<Labels, { readonly curve: readonly Block[] }>;
export type StaircaseRow = RowOf<StaircaseJob>;

/** A job for each bound x critic x task. */
export function staircaseJobs(
  terms: Readonly<Record<string, StaircaseTerm>>,
  { quick, seed }: JobsOptions,
): StaircaseJob[] {
  const size = quick ? small : full;
  const { steps, hidden, wide, cost } = size;
  return taskNames.flatMap((task) =>
    criticNames.flatMap((critic) =>
      Object.entries(terms).map(([bound, term]) => ({
        id: `staircase/${task}/${critic}/${bound.replaceAll(" ", "-")}-seed${seed}`,
        labels: { part: "staircase" as const, task, critic, bound, seed, steps, hidden, batch },
        cost: cost[critic],
        async run({ engine, signal, onProgress }) {
          const values = await stream({
            term: term({ critic: critics[critic](size), wide }),
            stairs: stairs.map((nats) => ({ task: tasks[task](nats), steps })),
            ...{ batch, learningRate, seed, engine, signal, onProgress },
          });
          return { curve: blocks(values, size) };
        },
      })),
    ),
  );
}

const blocks = (values: Float32Array, { steps, block }: Size): Block[] =>
  Array.from({ length: values.length / block }, (_, i) => {
    const inside = Array.from(values.subarray(i * block, (i + 1) * block));
    return {
      step: (i + 1) * block,
      truth: stairs[Math.floor((i * block) / steps)],
      mean: short(mean(inside)),
      variance: short(variance(inside)),
    };
  });
