import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CrashError } from "../src/index.ts";
import { threads } from "../src/threads.ts";
import { counters, inThreads, job, until, workModule } from "./runners.ts";

describe("threads", () => {
  it("starts no more threads than jobs are under way, nor than its size", async () => {
    const { counts, prepared } = counters();
    const runner = inThreads({ setup: { counts }, size: 3 });
    expect(runner.size).toBe(3);
    await Promise.all([1, 2].map((value) => runner.run(job("slow", { ms: 50, value }))));
    expect(prepared()).toBe(2);
    await Promise.all([1, 2, 3, 4, 5, 6].map((value) => runner.run(job("slow", { ms: 20, value }))));
    expect(prepared()).toBe(3);
  });

  it("resolves in the order in which jobs end", async () => {
    const runner = inThreads();
    const ended: number[] = [];
    const all = [400, 20].map((ms) => runner.run(job("slow", { ms })).then(() => ended.push(ms)));
    await Promise.all(all);
    expect(ended).toEqual([20, 400]);
  });

  it.each([
    ["exit", { code: 7 }, "exit code 7"],
    ["exit", { code: 0 }, "exit code 0"],
    ["uncaught", null, "thrown in a timer"],
    ["rejected", null, "nobody waits for this"],
  ])("a thread that dies names its job and is replaced: %s %j", async (kind, input, why) => {
    const { counts, prepared } = counters();
    const runner = inThreads({ setup: { counts }, size: 1 });
    const dying = job(kind, input);
    const lost = runner.run(dying);
    const next = runner.run(job("echo", "next"));
    await expect(lost).rejects.toBeInstanceOf(CrashError);
    await expect(lost).rejects.toMatchObject({
      ...{ name: "CrashError", job: dying.id },
      message: `job ${dying.id}: its worker ended before it did (${why})`,
    });
    expect(await next).toBe("next");
    expect(prepared()).toBe(2);
  });

  it("a thread that runs out of memory names its job and is replaced", async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 32 };
    const runner = threads({ module: workModule, size: 1, resourceLimits });
    const dying = job("exhaust");
    await expect(runner.run(dying)).rejects.toThrow(
      `job ${dying.id}: its worker ended before it did (Worker termin`,
    );
    expect(await runner.run(job("echo", 1))).toBe(1);
    await runner.close();
  });

  it.each([0, 100])("ends a computation that never looks up, with a patience of %s ms", async (patience) => {
    const { counts, begun } = counters();
    const runner = inThreads({ setup: { counts }, patience, size: 1 });
    const stop = new AbortController();
    const cancelled = runner.run(job("spin"), { signal: stop.signal });
    await until(() => begun() === 1);
    stop.abort(new Error("enough"));
    await expect(cancelled).rejects.toThrow("enough");
    expect(await runner.run(job("echo", 1))).toBe(1);
    const closed = runner.run(job("spin"));
    const end = expect(closed).rejects.toThrow("the runner was closed");
    await until(() => begun() === 2);
    await runner.close();
    await end;
  });

  it("says which module cannot be used", async () => {
    const noFunction = threads({ module: new URL("data:text/javascript,export default 3"), size: 1 });
    await expect(noFunction.run(job("echo"))).rejects.toThrow(
      "threads: module must export a function by default, got number: data:text/javascript",
    );
    await noFunction.close();
    const missing = threads({ module: new URL("./fixtures/none.mjs", import.meta.url), size: 1 });
    await expect(missing.run(job("echo"))).rejects.toThrow("none.mjs");
    await missing.close();
  });

  it("rejects the jobs when the setup cannot be copied", async () => {
    const runner = threads({ module: workModule, setup: { f: () => 1 }, size: 1 });
    await expect(runner.run(job("echo"))).rejects.toMatchObject({ name: "DataCloneError" });
    await runner.close();
  });

  it("refuses a size that is not a whole number above 0", () => {
    for (const size of [0, 1.5, Number.NaN])
      expect(() => inThreads({ size })).toThrow(`size must be a whole number above 0, got ${size}`);
  });

  it.each([
    ["after close", "await runner.close();"],
    ["with idle threads that nobody closed", ""],
  ])("keeps no process alive: %s", (_, last) => {
    const file = new URL("../dist/threads.js", import.meta.url);
    const source = `import { threads } from ${JSON.stringify(file)};
      const runner = threads({ module: new URL(${JSON.stringify(workModule)}), size: 2 });
      const job = { id: "a", kind: "echo", input: 1 };
      await Promise.all([runner.run(job), runner.run(job)]);
      ${last}
      console.log("done");`;
    const { status, stdout } = spawnSync("node", ["--input-type=module", "-e", source], {
      ...{ encoding: "utf8", timeout: 20_000 },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "done\n" });
  });
});
