import type { Matrix } from "natwise";
import { describe, expect, it } from "vitest";
import { beyondNormal } from "../../../experiments/beyond-normal/tasks.ts";

const tasks = beyondNormal().map((one) => [one.number, one.name, one] as const);

describe("the 40 tasks of Beyond Normal", () => {
  it("are 40, by number, each with a name of its own", () => {
    expect(tasks.map(([number]) => number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(new Set(tasks.map(([, name]) => name)).size).toBe(40);
  });

  it.each(tasks)("%d, %s: the published information, and the mean of its log ratio", (number, _, one) => {
    const { task, published } = one;
    expect(Math.abs(task.nats - published)).toBeLessThan(5e-5);
    const n = 1000;
    const { x, y } = task.sample(n, number);
    expect([x.d, y.d]).toEqual([task.dims.x, task.dims.y]);
    const row = ({ data, d }: Matrix, i: number) => data.subarray(i * d, (i + 1) * d);
    const ratios = Array.from({ length: n }, (_, i) => task.logRatio!(row(x, i), row(y, i)));
    const mean = ratios.reduce((sum, value) => sum + value) / n;
    const variance = ratios.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
    expect(Math.abs(mean - task.nats)).toBeLessThan(4 * Math.sqrt(variance / n));
  });
});
