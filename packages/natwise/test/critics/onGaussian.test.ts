import { beforeAll, expect, test } from "vitest";
import { onGaussian } from "../../src/critics/onGaussian.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { matrix } from "../../src/rows/matrix.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import type { Matrix, Tensors } from "../../src/types.ts";

type Fitted = { gaussian: Record<string, { data: Float32Array }> };

beforeAll(async () => {
  await startJax();
});

test("fitted to Gaussian rows it is their log ratio, before any training", async () => {
  const task = gaussian({ dims: 2, rho: 0.7 });
  const n = 50_000;
  const { x, y } = task.sample(n, 1);
  const critic = onGaussian();
  const start = critic.init(0, { x: [2], y: [2] });
  const fitted = critic.fit?.(start, x, y) as Tensors;
  const few = task.sample(20, 2);
  const tensor = (data: Float64Array) => toArrays({ data: Float32Array.from(data), shape: [20, 2] });
  const found = critic.pairs(toArrays(fitted), tensor(few.x.data), tensor(few.y.data)).js() as number[][];
  let worst = 0;
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 20; j++) {
      const row = (data: Float64Array, at: number) => data.subarray(2 * at, 2 * at + 2);
      const exact = task.logRatio!(row(few.x.data, i), row(few.y.data, j));
      worst = Math.max(worst, Math.abs(found[i][j] - exact) / (1 + Math.abs(exact)));
    }
  }
  // Entries of the precisions (up to 2) are off by 1 / sqrt 50,000 = 0.0045 of themselves; ten of them in a form.
  expect(worst).toBeLessThan(0.05);
});

test("columns it is not of have no part in it", () => {
  const { x, y } = gaussian({ dims: 3, rho: 0.5 }).sample(500, 1);
  const two = ({ data, n }: Matrix): Matrix => ({
    data: Float64Array.from({ length: 2 * n }, (_, i) => data[3 * Math.floor(i / 2) + (i % 2)]),
    n,
    d: 2,
  });
  const part = onGaussian({ columns: { x: 2, y: 2 } });
  const some = part.fit?.(part.init(0, { x: [3], y: [3] }), x, y) as unknown as Fitted;
  const alone = onGaussian();
  const all = alone.fit?.(alone.init(0, { x: [2], y: [2] }), two(x), two(y)) as unknown as Fitted;
  const { data } = some.gaussian.xy;
  expect([...data]).toEqual(
    [0, 1, 3, 4].reduce((to, at, i) => to.with(at, all.gaussian.xy.data[i]), Array(9).fill(0)),
  );
  expect(some.gaussian.c).toEqual(all.gaussian.c);
});

test("columns that determine one another leave it finite", () => {
  const x = matrix(
    [
      [1, -1],
      [-1, 1],
      [2, -2],
      [0.5, -0.5],
      [-2.5, 2.5],
    ],
    "x",
  );
  const critic = onGaussian();
  const fitted = critic.fit?.(critic.init(0, { x: [2], y: [2] }), x, x) as unknown as Fitted;
  for (const { data } of Object.values(fitted.gaussian))
    for (const value of data) expect(value).toBeTypeOf("number");
  expect(Object.values(fitted.gaussian).every(({ data }) => data.every(Number.isFinite))).toBe(true);
});
