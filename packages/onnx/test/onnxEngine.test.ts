import { numpy as np } from "@jax-js/jax";
import { afterAll, describe, expect, it } from "vitest";
import { onnxEngine } from "../src/onnxEngine.ts";
import { pool } from "../src/pool.ts";
import { stepToOnnx } from "../src/stepToOnnx.ts";
import type { Example, Step, Tensor } from "../src/types.ts";

const engine = onnxEngine({ workers: 2 });
// A cancelled run goes on to its end, which takes some seconds, and longer on a busy machine.
afterAll(() => engine.dispose(), 60_000);

/** sum <- sum + weight * x; reports the sum. */
const accumulate: Step = (sum: np.Array, x: np.Array, weight: np.Array) => {
  const next = sum.add(x.mul(weight));
  return [next, next.ref];
};
const example: Example = { state: scalar(0), batch: scalar(0), data: scalar(2) };

/** Some seconds of products of 512 x 512 matrices. */
const slow: Step = (state: np.Array, x: np.Array) => {
  let product = state;
  for (let i = 0; i < 10; i++) product = np.matmul(product, product.ref).mul(x.ref);
  return [product.mul(x), np.zeros([])];
};
const square: Tensor = { data: new Float32Array(512 * 512).fill(1e-3), shape: [512, 512] };

describe("the native engine", () => {
  it("threads the state through as many steps as the batches have, and keeps every step's metrics", async () => {
    const program = await engine.compile(accumulate, example);
    const [state, metrics] = await program.run(scalar(1), steps(1, 2, 3));
    expect(state).toEqual(scalar(13));
    expect(metrics).toEqual({ data: Float32Array.of(3, 7, 13), shape: [3] });
    const [longer] = await program.run(state, steps(1));
    expect(longer).toEqual(scalar(15));
    await program.dispose();
  });

  it("runs several at once and gives each caller its own result", async () => {
    const program = await engine.compile(accumulate, example);
    const results = await Promise.all(Array.from({ length: 9 }, (_, i) => program.run(scalar(i), steps(i))));
    expect(results.map(([state]) => (state as Tensor).data[0])).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24]);
    await program.dispose();
  });

  it("leaves the caller's event loop free while it computes", async () => {
    const program = await engine.compile(slow, { state: square, batch: scalar(0) });
    let last = performance.now();
    let longest = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 5);
    const started = performance.now();
    await program.run(square, steps(...Array(30).fill(1)));
    const took = performance.now() - started;
    clearInterval(timer);
    await program.dispose();
    // A run of T steps blocks its thread from end to end; here the longest pause must be a small part of it.
    expect(longest).toBeLessThan(took / 2);
  });

  it("tells the caller at once when a run is cancelled", async () => {
    const program = await engine.compile(slow, { state: square, batch: scalar(0) });
    const controller = new AbortController();
    const running = program.run(square, steps(...Array(200).fill(1)), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("no longer wanted")), 20);
    const started = performance.now();
    await expect(running).rejects.toThrow("no longer wanted");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("gives the same bits on one core as on two", async () => {
    const random = Float32Array.from({ length: 512 * 512 }, (_, i) => Math.sin(i * i) / 16);
    const start: Tensor = { data: random, shape: [512, 512] };
    const values = await Promise.all(
      [false, true].map(async (alone) => {
        const own = onnxEngine({ workers: 2 });
        const program = await own.compile(slow, { state: square, batch: scalar(0) }, { alone });
        const [state] = await program.run(start, steps(1));
        await own.dispose();
        return (state as Tensor).data;
      }),
    );
    expect(values[1]).toEqual(values[0]);
  });

  it("names the leaf whose shape does not fit what was compiled", async () => {
    const program = await engine.compile(accumulate, example);
    await expect(program.run({ data: new Float32Array(2), shape: [2] }, steps(1))).rejects.toThrow(
      'run: "" must have shape [], got [2]',
    );
    await expect(program.run({ a: scalar(1), b: scalar(2) }, steps(1))).rejects.toThrow(
      "run: the tree must have the 1 leaves it was compiled for, got 2",
    );
    await program.dispose();
  });

  it("refuses to run what was disposed of", async () => {
    const program = await engine.compile(accumulate, example);
    await program.dispose();
    await expect(program.run(scalar(0), steps(1), { job: "fold 3" })).rejects.toThrow(
      "fold 3: the program was disposed of",
    );
    const closed = onnxEngine({ workers: 1 });
    const late = await closed.compile(accumulate, example);
    await closed.dispose();
    await expect(late.run(scalar(0), steps(1))).rejects.toThrow("run: the engine was disposed of");
  });

  it("refuses workers below 1", () => {
    expect(() => onnxEngine({ workers: 0 })).toThrow("pool: size must be a whole number above 0, got 0");
  });
});

describe("a worker that dies", () => {
  it("fails its own job by name; the others finish, and the pool goes on", async () => {
    const crew = pool({ size: 2, file: new URL("./fixtures/mortalWorker.mjs", import.meta.url) });
    const { bytes } = await stepToOnnx(accumulate, example);
    const program = crew.add({ bytes, data: { "data.0": scalar(2) }, threads: 1 });
    const run = (x: number, job: string) =>
      crew.run(program, { feeds: { "state.0": scalar(0), "batch.0": steps(x) }, job });
    const settled = await Promise.allSettled([1, 666, 3, 4].map((x) => run(x, `seed ${x}`)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect((settled[1] as PromiseRejectedResult).reason.message).toBe(
      "seed 666: its worker ended before the run did (exit code 13)",
    );
    await expect(run(5, "seed 5")).resolves.toBeDefined();
    await crew.close();
  });
});

function scalar(value: number): Tensor {
  return { data: Float32Array.of(value), shape: [] };
}

function steps(...values: number[]): Tensor {
  return { data: Float32Array.from(values), shape: [values.length] };
}
