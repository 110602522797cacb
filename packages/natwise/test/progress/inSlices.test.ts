import { expect, test, vi } from "vitest";
import { inSlices } from "../../src/progress/inSlices.ts";

function* busy(milliseconds: number): Generator<number, string> {
  const start = performance.now();
  let passed = 0;
  while (passed < milliseconds) {
    passed = performance.now() - start;
    yield Math.min(1, passed / milliseconds);
  }
  return "done";
}

test("other tasks run while it works, and progress rises to 1", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const progress: number[] = [];
  const result = await inSlices(busy(300), { onProgress: ({ done }) => progress.push(done) }, "busy");
  clearInterval(timer);
  expect(result).toBe("done");
  expect(ticks).toBeGreaterThan(2); // ten slices of 30 ms, fewer on a busy machine
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
});

test("it stops with the signal's own reason", async () => {
  const reason = new Error("enough");
  await expect(inSlices(busy(10), { signal: AbortSignal.abort(reason) }, "busy")).rejects.toBe(reason);
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  await expect(inSlices(busy(10_000), { signal: controller.signal }, "busy")).rejects.toBe(reason);
});

test("it works where there is no setImmediate, as in a browser", async () => {
  vi.stubGlobal("setImmediate", undefined);
  expect(await inSlices(busy(100), {}, "busy")).toBe("done");
  vi.unstubAllGlobals();
});

test("an error of the work comes through", async () => {
  const broken = function* (): Generator<number, never> {
    yield 0.5;
    throw new RangeError("k");
  };
  await expect(inSlices(broken(), {}, "broken")).rejects.toThrow(RangeError);
});
