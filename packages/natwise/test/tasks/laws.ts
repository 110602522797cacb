import { expect } from "vitest";
import type { Matrix, Task } from "../../src/types.ts";

const row = ({ data, d }: Matrix, i: number) => data.subarray(i * d, (i + 1) * d);

/** Of n pairs: their log ratios, [n]. */
export function logRatios(task: Task, n: number, seed: number): Float64Array {
  const { x, y } = task.sample(n, seed);
  return Float64Array.from({ length: n }, (_, i) => task.logRatio!(row(x, i), row(y, i)));
}

/** The mean of the log ratio over n pairs is the information, within four standard errors. */
export function expectNats(task: Task, n: number, seed: number): void {
  const values = logRatios(task, n, seed);
  const mean = values.reduce((a, b) => a + b) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  expect(Math.abs(mean - task.nats)).toBeLessThan(4 * Math.sqrt(variance / n));
}

/** Mean and standard error of e^-ratio over joint pairs: 1 wherever pairs can be that the product of marginals has. */
export function expectNormalised(task: Task, n: number, seed: number): void {
  const values = logRatios(task, n, seed).map((value) => Math.exp(-value));
  const mean = values.reduce((a, b) => a + b) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(variance / n));
}
