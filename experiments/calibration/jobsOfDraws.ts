import type { ExperimentJob, JobsOptions, Row } from "@natwise/ask/experiments";
import type { Source } from "./tasks.ts";

/** Draws a job: one alone takes too little time. */
const chunks = { full: 20, quick: 5 };
/** Share of the draws in a quick run. */
const few = 1 / 20;

type Labels<Part> = {
  readonly part: Part;
  readonly task: string;
  readonly n: number;
  /** Of the first draw; each row has its own. */
  readonly seed: number;
};

/**
 * Jobs of several draws, a row for each.
 *
 * @param options.draw one draw of a source
 * @param options.draws draws of each kind in a full run
 * @param options.cost seconds of one core for a draw
 */
export function jobsOfDraws<Part extends string, S extends Source, Found extends Row>(
  part: Part,
  sources: Readonly<Record<string, S>>,
  {
    draw,
    draws: all = 200,
    cost,
    quick,
    seed: first,
  }: JobsOptions & {
    draw(source: S, seed: number, signal: AbortSignal): Promise<Found>;
    readonly draws?: number;
    readonly cost: number;
  },
) {
  const chunk = quick ? chunks.quick : chunks.full;
  const draws = quick ? Math.max(chunk, few * all) : all;
  return Object.entries(sources).flatMap(([task, source]) =>
    Array.from(
      { length: draws / chunk },
      (_, c): ExperimentJob<Labels<Part>, Found & { readonly seed: number }> => {
        const seed = first + c * chunk;
        return {
          id: `${part}/${task.replace(/[^a-z0-9+.]+/gi, "-")}/${c}`,
          labels: { part, task, n: source.n, seed },
          cost: chunk * cost,
          async run({ signal, onProgress }) {
            const rows: (Found & { seed: number })[] = [];
            for (let i = 0; i < chunk; i++) {
              signal.throwIfAborted();
              rows.push({ seed: seed + i, ...(await draw(source, seed + i, signal)) });
              onProgress({ done: (i + 1) / chunk, label: task });
            }
            return rows;
          },
        };
      },
    ),
  );
}
