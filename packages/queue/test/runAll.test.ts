import { describe, expect, it } from "vitest";
import {
  type AllProgress,
  type Job,
  type Kept,
  type Outcome,
  type Runner,
  type RunOptions,
  runAll,
} from "../src/index.ts";
import { counters, inThisThread, inThreads, job, until } from "./runners.ts";

const costs = (all: readonly number[]) => all.map((cost) => job("echo", cost, cost));

/** A runner of jobs that end when the test says so. */
function byHand(size: number) {
  interface Open {
    readonly job: Job;
    readonly options: RunOptions;
    readonly resolve: (output: unknown) => void;
    readonly reject: (error: unknown) => void;
  }
  const open: Open[] = [];
  const run = (job: Job, options: RunOptions = {}) =>
    new Promise((resolve, reject) => {
      open.push({ job, options, resolve, reject });
      options.signal?.addEventListener("abort", () => reject(options.signal?.reason));
    });
  return { open, runner: { size, run, close: async () => {} } as Runner };
}
const settled = () => new Promise(setImmediate);

describe("runAll", () => {
  it("runs the dearest first, equal ones in their order, at most size at a time", async () => {
    const { open, runner } = byHand(2);
    const jobs = costs([1, 5, 3, 5, 2]);
    const all = runAll(runner, jobs);
    await settled();
    expect(open.map(({ job }) => job)).toEqual([jobs[1], jobs[3]]);
    for (const i of [1, 0, 2, 3, 4]) {
      open[i].resolve(i);
      await settled();
    }
    expect(open.map(({ job }) => job.cost)).toEqual([5, 5, 3, 2, 1]);
    expect([...(await all).keys()]).toEqual(jobs.map(({ id }) => id));
  });

  it("tells the share of the cost that is done, of ended and of running jobs", async () => {
    const { open, runner } = byHand(2);
    const told: AllProgress[] = [];
    const all = runAll(runner, costs([6, 3, 1]), { onProgress: (progress) => told.push(progress) });
    await settled();
    open[0].options.onProgress?.({ done: 0.5, label: "training" });
    open[1].options.onProgress?.({ done: 7 });
    open[1].resolve(1);
    await settled();
    open[2].resolve(1);
    open[0].resolve(1);
    await all;
    expect(told.map(({ done, finished, total }) => [Math.round(done * 100), finished, total])).toEqual([
      [30, 0, 3],
      [60, 0, 3],
      [60, 1, 3],
      [70, 2, 3],
      [100, 3, 3],
    ]);
    expect(told[0].label).toBe("training");
    expect(told[1].label).toBeUndefined();
  });

  it("times a job from the beginning of its handler", async () => {
    const { open, runner } = byHand(1);
    const all = runAll(runner, [job("echo")]);
    await settled();
    await new Promise((resolve) => setTimeout(resolve, 200));
    open[0].options.onStart?.();
    open[0].resolve(1);
    const [{ seconds }] = [...(await all).values()];
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(seconds).toBeLessThan(0.1);
  });

  it("reports results as they come, failures and crashes among them", async () => {
    const jobs = [
      job("slow", { ms: 500, value: "slow" }, 9),
      job("exit", { code: 7 }, 8),
      job("fail", { name: "OddError", message: "odd" }, 7),
      job("echo", "last", 6),
    ];
    const told: string[] = [];
    await runAll(inThreads(), jobs, {
      onResult: ({ id }, outcome) =>
        told.push(
          "error" in outcome
            ? `${id} ${outcome.error.name}: ${outcome.error.message}`
            : String(outcome.output),
        ),
    });
    expect(told).toContain(
      `${jobs[1].id} CrashError: job ${jobs[1].id}: its worker ended before it did (exit code 7)`,
    );
    expect(told).toContain(`${jobs[2].id} OddError: odd`);
    expect(told).toHaveLength(4);
    expect(told).toContain("slow");
    expect(told).toContain("last");
  });

  it.each([inThisThread, inThreads])(
    "once aborted begins nothing and reports only what had ended",
    async (make) => {
      const { counts, begun, stopped } = counters();
      const runner = make({ setup: { counts }, size: 1 });
      const stop = new AbortController();
      const told: string[] = [];
      const jobs = [job("echo", 1, 3), job("willing", null, 2), job("slow", { ms: 1 }, 1)];
      const all = runAll(runner, jobs, { signal: stop.signal, onResult: ({ id }) => told.push(id) });
      await until(() => begun() === 1);
      stop.abort(new Error("time"));
      expect([...(await all).keys()]).toEqual([jobs[0].id]);
      expect(told).toEqual([jobs[0].id]);
      await runner.close();
      expect([begun(), stopped()]).toEqual([1, 1]);
    },
  );

  it("begins nothing when the signal is aborted before", async () => {
    const { open, runner } = byHand(2);
    expect(await runAll(runner, costs([1, 2]), { signal: AbortSignal.abort() })).toEqual(new Map());
    expect(open).toEqual([]);
  });

  it("does not run again what is kept, and keeps the rest before it is reported", async () => {
    const jobs = costs([1, 2, 3]);
    const store = new Map<string, Outcome>([[jobs[1].id, { seconds: 8, output: "kept" }]]);
    const kept: Kept<Job> = {
      get: async ({ id }) => store.get(id),
      set: async ({ id }, outcome) => void store.set(id, outcome),
    };
    const told: AllProgress[] = [];
    const run: string[] = [];
    const outcomes = await runAll(inThisThread(), jobs, {
      kept,
      onProgress: (progress) => told.push(progress),
      onResult({ id }) {
        run.push(id);
        expect(store.has(id)).toBe(true);
      },
    });
    expect(run).toEqual([jobs[2].id, jobs[0].id]);
    expect([...outcomes.keys()]).toEqual(jobs.map(({ id }) => id));
    expect(outcomes.get(jobs[1].id)).toEqual({ seconds: 8, output: "kept" });
    // Of the cost that was still to come; jobs kept from before count as finished.
    expect(told.map(({ done, finished }) => [done, finished])).toEqual([
      [0.75, 2],
      [1, 3],
    ]);
    expect(await runAll(byHand(1).runner, jobs, { kept })).toEqual(outcomes);
  });

  it.each(["onProgress", "onResult", "set"] as const)(
    "stops and rejects with what %s throws",
    async (where) => {
      const { open, runner } = byHand(2);
      const fail = () => {
        throw new Error("the disk is full");
      };
      const kept = where === "set" ? { get: () => undefined, set: fail } : undefined;
      const all = runAll(runner, costs([1, 2, 3]), { kept, [where]: fail });
      await settled();
      open[0].resolve(1);
      await expect(all).rejects.toThrow("the disk is full");
      expect(open).toHaveLength(2);
      expect(open[1].options.signal?.aborted).toBe(true);
    },
  );

  it("rejects when the runner is closed meanwhile: that is no job's failure", async () => {
    const { counts, begun } = counters();
    const runner = inThreads({ setup: { counts } });
    const told: string[] = [];
    const all = runAll(runner, [job("willing")], { onResult: ({ id }) => told.push(id) });
    const end = expect(all).rejects.toMatchObject({ name: "ClosedError" });
    await until(() => begun() === 1);
    await runner.close();
    await end;
    expect(told).toEqual([]);
  });

  it("leaves no listener on a signal that lives on", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await runAll(inThisThread(), costs([1, 2]), { signal });
    await inThisThread().run(job("echo"), { signal });
    expect(listeners).toBe(0);
  });

  it("refuses two jobs of one id, and costs that are not above 0", async () => {
    const { runner } = byHand(1);
    const [one] = costs([1]);
    await expect(runAll(runner, [one, one])).rejects.toThrow(
      `each job must have an id of its own, got ${one.id} twice`,
    );
    for (const cost of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(runAll(runner, costs([cost]))).rejects.toThrow(`above 0, got ${cost} for job`);
  });

  it("has nothing to do without jobs", async () => {
    expect(await runAll(byHand(1).runner, [])).toEqual(new Map());
  });
});
