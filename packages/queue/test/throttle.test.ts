import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { throttle } from "../src/throttle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("sends the first value at once and then the newest in each interval", () => {
  const sent: number[] = [];
  const { pass } = throttle((value: number) => sent.push(value), 50);
  for (const value of [1, 2, 3]) pass(value);
  expect(sent).toEqual([1]);
  vi.advanceTimersByTime(50);
  expect(sent).toEqual([1, 3]);
  vi.advanceTimersByTime(500);
  pass(4);
  expect(sent).toEqual([1, 3, 4]);
});

it("sends nothing once it has ended", () => {
  const sent: number[] = [];
  const { pass, end } = throttle((value: number) => sent.push(value), 50);
  pass(1);
  pass(2);
  end();
  pass(3);
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([1]);
});
