import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { concat } from "../../src/critics/concat.ts";
import { separable } from "../../src/critics/separable.ts";
import { jaxEngine } from "../../src/engine/jaxEngine.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { miTerm } from "../../src/training/miTerm.ts";
import { stream } from "../../src/training/stream.ts";

const engine = onnxEngine({ workers: 1 });
afterAll(() => engine.dispose());

const term = miTerm({ bound: infoNCE(), critic: concat({ hidden: [32] }) });
const mean = (values: Float32Array) => values.reduce((a, b) => a + b) / values.length;

describe("stream", () => {
  it("follows the information up a staircase, and reports progress", async () => {
    const done: number[] = [];
    const values = await stream({
      term,
      stairs: [0, 1].map((nats) => ({ task: gaussian({ nats }), steps: 650 })),
      learningRate: 3e-3,
      engine,
      onProgress: (progress) => done.push(progress.done),
    });
    expect(values).toHaveLength(1300);
    // The mean of 100 batches of 64 pairs: the pointwise information's deviation is below 1, so its standard error is
    // below 1/80. InfoNCE at 1 nat with 63 negatives lies below the truth by a few hundredths, and fitting takes some.
    expect(Math.abs(mean(values.slice(550, 650)))).toBeLessThan(0.05);
    expect(mean(values.slice(1200))).toBeGreaterThan(0.8);
    expect(mean(values.slice(1200))).toBeLessThan(1.04);
    // 650 steps are seven runs of at most 100.
    expect(done).toHaveLength(14);
    expect(done.at(-1)).toBe(1);
  });

  it("gives the same values for the same seed, others for another, and on both engines", async () => {
    const reference = await jaxEngine();
    const small = { term: miTerm({ bound: infoNCE(), critic: separable({ hidden: [8], embed: 4 }) }) };
    const run = (seed: number, on = engine) =>
      stream({
        ...small,
        stairs: [{ task: gaussian({ nats: 1, dims: 2 }), steps: 5 }],
        batch: 16,
        seed,
        engine: on,
      });
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
    (await run(1, reference)).forEach((value, i) => {
      // A critic's first values are near 0; both engines compute in float32.
      expect(Math.abs(value - first[i])).toBeLessThan(1e-4);
    });
  });

  it("stops when asked to", async () => {
    const stop = new AbortController();
    const running = stream({
      term,
      stairs: [{ task: gaussian({ nats: 1 }), steps: 1e6 }],
      engine,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(running).rejects.toThrow("enough");
  });

  it("refuses stairs of different dimensions", async () => {
    const stairs = [1, 2].map((dims) => ({ task: gaussian({ dims, nats: 1 }), steps: 10 }));
    await expect(stream({ term, stairs, engine })).rejects.toThrow(
      "stairs must have the same dimensions, got 1 + 1 and 2 + 2",
    );
  });
});
