import { describe, expect, it } from "vitest";
import { ClosedError, type Progress, runAll } from "../src/index.ts";
import { counters, inThisThread, inThreads, job, until } from "./runners.ts";

const runners = [
  { name: "inline", make: inThisThread },
  { name: "threads", make: inThreads },
];

describe.each(runners)("a runner: $name", ({ make }) => {
  it("gives the handler the input and the caller the output", async () => {
    const runner = make();
    const input = { text: "a", list: [1, null, true] };
    const output = await runner.run(job("echo", input));
    expect(output).toEqual(input);
    expect(output).not.toBe(input);
  });

  it("tells the handler the job's id", async () => {
    const asked = job("about");
    expect(await make().run(asked)).toEqual({ id: asked.id, aborted: false });
  });

  it("leaves the caller's input as it was", async () => {
    const input = { values: [1, 2, 3] };
    expect(await make().run(job("mutate", input))).toEqual([1, 2, 3, 4]);
    expect(input.values).toEqual([1, 2, 3]);
  });

  it("prepares no worker before there is a job, and closes each once", async () => {
    const { counts, prepared, closed } = counters();
    const runner = make({ setup: { counts } });
    expect(prepared()).toBe(0);
    await runner.run(job("echo"));
    await runner.run(job("echo"));
    expect(prepared()).toBe(1);
    await Promise.all([runner.close(), runner.close()]);
    expect(closed()).toBe(1);
  });

  it("keeps the message, the name and a built-in class of a handler's error", async () => {
    const runner = make();
    const own = runner.run(job("fail", { name: "UsageError", message: "no such column" }));
    await expect(own).rejects.toMatchObject({ name: "UsageError", message: "no such column" });
    const builtIn = runner.run(job("fail", { name: "RangeError", message: "too few rows" }));
    await expect(builtIn).rejects.toBeInstanceOf(RangeError);
    await expect(runner.run(job("failText"))).rejects.toMatchObject({ message: "no error at all" });
    expect(await runner.run(job("echo", "still there"))).toBe("still there");
  });

  it("refuses a kind that has no handler, inherited names included", async () => {
    const runner = make();
    await expect(runner.run(job("sing"))).rejects.toThrow(/kind must be one of echo, .*, got sing/);
    await expect(runner.run(job("toString"))).rejects.toThrow("got toString");
  });

  it("rejects what cannot be copied, and goes on", async () => {
    const runner = make();
    await expect(runner.run(job("echo", { f: () => 1 }))).rejects.toMatchObject({ name: "DataCloneError" });
    await expect(runner.run(job("closure"))).rejects.toMatchObject({ name: "DataCloneError" });
    expect(await runner.run(job("echo", 1))).toBe(1);
  });

  it("fails the jobs of a worker that cannot be prepared, with its error", async () => {
    const runner = make({ setup: { failToPrepare: true } });
    for (const _ of [1, 2])
      await expect(runner.run(job("echo"))).rejects.toMatchObject({
        name: "RangeError",
        message: "prepare: there is no table",
      });
    await runner.close();
  });

  it("begins jobs in the order they were given in", async () => {
    const runner = make({ size: 1 });
    const begun: number[] = [];
    const all = [3, 1, 2, 5, 4].map((n) => runner.run(job("echo", n), { onStart: () => begun.push(n) }));
    expect(await Promise.all(all)).toEqual([3, 1, 2, 5, 4]);
    expect(begun).toEqual([3, 1, 2, 5, 4]);
  });

  it("passes on a few of many progress messages, the first at once", async () => {
    const heard: Progress[] = [];
    const times = await make().run(job("chatty", { times: 20_000 }), { onProgress: (p) => heard.push(p) });
    expect(times).toBe(20_000);
    expect(heard[0]).toEqual({ done: 1 / 20_000, label: "1" });
    // One in 50 ms; ten seconds of a loop that takes milliseconds would be 200.
    expect(heard.length).toBeLessThan(200);
  });

  it("passes on the newest progress message while the handler waits", async () => {
    const heard: number[] = [];
    await make().run(job("late"), { onProgress: ({ done }) => heard.push(done) });
    expect(heard).toEqual([0.1, 0.3]);
  });

  it("passes on no progress of a job that has ended", async () => {
    const runner = make({ size: 1 });
    const heard: Progress[] = [];
    await runner.run(job("chatty", { times: 3 }));
    await runner.run(job("slow", { ms: 150 }), { onProgress: (p) => heard.push(p) });
    expect(heard).toEqual([]);
  });

  it("keeps a worker whose job stops within the patience", async () => {
    const { counts, begun, prepared } = counters();
    const runner = make({ setup: { counts }, size: 1, patience: 150 });
    const stop = new AbortController();
    const running = runner.run(job("willing"), { signal: stop.signal });
    await until(() => begun() === 1);
    stop.abort("time");
    await expect(running).rejects.toBe("time");
    await runner.run(job("slow", { ms: 300 }));
    expect(prepared()).toBe(1);
  });

  it("does not begin a job that is cancelled while its worker is prepared", async () => {
    const { counts, begun, prepared } = counters();
    const runner = make({ setup: { counts, prepareMs: 100 }, size: 1 });
    const stop = new AbortController();
    const running = runner.run(job("slow", { ms: 1 }), { signal: stop.signal });
    await until(() => prepared() === 1);
    stop.abort("time");
    await expect(running).rejects.toBe("time");
    await runner.run(job("echo"));
    expect([begun(), prepared()]).toEqual([0, 1]);
  });

  it("rejects with the signal's own reason, and lets the job see its signal", async () => {
    const { counts, begun, stopped, prepared } = counters();
    const runner = make({ setup: { counts } });
    const stop = new AbortController();
    const reason = new Error("enough");
    const running = runner.run(job("willing"), { signal: stop.signal });
    await until(() => begun() === 1);
    stop.abort(reason);
    await expect(running).rejects.toBe(reason);
    await until(() => stopped() === 1);
    // The worker is none the worse for it.
    expect(await runner.run(job("echo", 1))).toBe(1);
    expect(prepared()).toBeLessThanOrEqual(2);
  });

  it("does not begin a job whose signal is aborted while it waits or was before", async () => {
    const { counts, begun } = counters();
    const runner = make({ setup: { counts }, size: 1 });
    const stop = new AbortController();
    const first = runner.run(job("slow", { ms: 30, value: 1 }));
    const second = runner.run(job("slow", { ms: 30, value: 2 }), { signal: stop.signal });
    stop.abort("time");
    await expect(second).rejects.toBe("time");
    await expect(runner.run(job("slow", { ms: 1 }), { signal: stop.signal })).rejects.toBe("time");
    expect(await first).toBe(1);
    await runner.run(job("echo"));
    expect(begun()).toBe(1);
  });

  it.each([50, 0])(
    "replaces a worker whose job does not stop within a patience of %d ms",
    async (patience) => {
      const { counts, begun, prepared } = counters();
      const runner = make({ setup: { counts }, size: 1, patience });
      const stop = new AbortController();
      const running = runner.run(job("stubborn"), { signal: stop.signal });
      await until(() => begun() === 1);
      stop.abort(new Error("enough"));
      await expect(running).rejects.toThrow("enough");
      expect(await runner.run(job("echo", 1))).toBe(1);
      expect(prepared()).toBe(2);
    },
  );

  it("rejects with what a callback throws, and cancels the job", async () => {
    const { counts, stopped } = counters();
    const runner = make({ setup: { counts } });
    const onProgress = () => {
      throw new Error("the bar is broken");
    };
    await expect(runner.run(job("willing"), { onProgress })).rejects.toThrow("the bar is broken");
    await until(() => stopped() === 1);
  });

  it("close cancels what runs and waits, and closes the worker in order", async () => {
    const { counts, begun, stopped, closed } = counters();
    const runner = make({ setup: { counts }, size: 1 });
    const running = runner.run(job("willing"));
    const waiting = runner.run(job("echo"));
    const ends = Promise.allSettled([running, waiting]);
    await until(() => begun() === 1);
    await runner.close();
    for (const end of await ends)
      expect(end).toMatchObject({ status: "rejected", reason: expect.any(ClosedError) });
    expect([stopped(), closed()]).toEqual([1, 1]);
    await expect(runner.run(job("echo"))).rejects.toBeInstanceOf(ClosedError);
  });

  it("close ends a worker that hangs, whether in its job or in its own closing", async () => {
    for (const [kind, close] of [
      ["stubborn", "counts"],
      ["slow", "hangs"],
    ] as const) {
      const { counts, begun, closed } = counters();
      const runner = make({ setup: { counts, close }, patience: 50 });
      const running = runner.run(job(kind, { ms: 1 })).catch(() => {});
      await until(() => begun() === 1);
      if (close === "hangs") await running;
      await runner.close();
      expect(closed()).toBe(0);
    }
  });

  it("close rejects with what a worker's own closing throws, when all have ended", async () => {
    const runner = make({ setup: { close: "fails" } });
    await runner.run(job("echo"));
    await expect(runner.close()).rejects.toMatchObject({
      name: "EngineError",
      message: "the engine would not go",
    });
  });

  it("has nothing to close when there was no job", () => make().close());

  it("takes a thousand jobs on one signal without a warning", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error) => warnings.push(warning);
    process.on("warning", warned);
    const runner = make();
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 1000 }, (_, i) => runner.run(job("echo", i), { signal })));
    await new Promise(setImmediate);
    process.off("warning", warned);
    expect(warnings).toEqual([]);
  });

  it("refuses a patience that no timer can wait for", () => {
    for (const patience of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => make({ patience })).toThrow(
        `patience must be milliseconds from 0 to 2147483647, got ${patience}`,
      );
  });

  it("runAll finishes the other jobs when some fail", async () => {
    const jobs = [job("echo", 1), job("fail", { name: "OddError", message: "odd" }), job("echo", 2)];
    const outcomes = await runAll(make(), jobs);
    expect([...outcomes.keys()]).toEqual(jobs.map(({ id }) => id));
    const [first, second, third] = [...outcomes.values()];
    expect([first, third]).toMatchObject([{ output: 1 }, { output: 2 }]);
    expect(second).toMatchObject({ error: { name: "OddError", message: "odd" } });
  });
});
