import { describe, expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { auto } from "../../src/estimators/auto.ts";
import { random } from "../../src/random.ts";
import { gaussian } from "../../src/tasks/gaussian.ts";
import { student } from "../../src/tasks/student.ts";
import type { Engine, Matrix } from "../../src/types.ts";

const given = ({ data, n, d }: Matrix) => ({ data, shape: [n, d] });
const sample = (task: ReturnType<typeof gaussian>, n: number, seed = 1) => {
  const { x, y } = task.sample(n, seed);
  return [given(x), given(y)] as const;
};
/** An engine that must not be asked for. */
const none = undefined as unknown as Engine;
const quick = { estimator: auto({ train: false, permutations: 99 }), engine: none };

/** Three groups around -2, 0, 2, and which of them a row is of. */
function groups(n: number) {
  const { integer, normal } = random(5);
  const x = Array.from({ length: n }, () => integer(3));
  return { x, y: x.map((group) => 2 * group + normal()) };
}

describe("auto", () => {
  test("numbers, one column a side: nearest neighbours, an interval that holds the truth, a small p-value", async () => {
    const task = gaussian({ dims: 1, rho: 0.7 });
    const found = await estimate(...sample(task, 2000), quick);
    expect(found.estimator).toBe("KSG on normal scores");
    expect(found.reason).toContain("nearest neighbours");
    expect(found.checks.map(({ estimator }) => estimator)).toEqual(["Gaussian copula"]);
    expect(found.interval!.low).toBeLessThan(task.nats);
    expect(found.interval!.high).toBeGreaterThan(task.nats);
    expect(found.pValue).toBe(0.01);
    expect(found.local).toHaveLength(2000);
  });

  test("rising functions of a column change nothing", async () => {
    const [x, y] = sample(gaussian({ dims: 1, rho: 0.7 }), 500);
    const plain = await estimate(x, y, quick);
    const risen = await estimate({ ...x, data: x.data.map((v) => Math.exp(3 * v)) }, y, quick);
    expect(risen.nats).toBe(plain.nats);
    expect(risen.pValue).toBe(plain.pValue);
  });

  test("a dependence near the ceiling of KSG: ellipsoids", async () => {
    const found = await estimate(...sample(gaussian({ dims: 1, nats: 6 }), 2000), quick);
    expect(found.estimator).toBe("Geometric k-NN");
    expect(Math.abs(found.nats - 6)).toBeLessThan(0.2);
  });

  test("a column and its copy: as much as N rows can show, and no failure", async () => {
    const [x] = sample(gaussian({ dims: 1, rho: 0 }), 500);
    const found = await estimate(x, x, quick);
    expect(found.nats).toBeGreaterThan(4);
    expect(found.pValue).toBe(0.01);
  });

  test("categories on both sides: counts", async () => {
    const { x } = groups(600);
    const noisy = x.map((group, i) => (i % 5 === 0 ? 0 : group));
    const found = await estimate(x, noisy, quick);
    expect(found.estimator).toMatch(/^discrete/);
    expect(found.nats).toBeLessThan(Math.log(3));
    expect(found.pValue).toBe(0.01);
  });

  test("categories beside numbers: neighbours of mixtures, whichever side they are on", async () => {
    const { x, y } = groups(800);
    const found = await estimate(x, y, quick);
    const turned = await estimate(y, x, quick);
    expect(found.estimator).toBe("Gao on normal scores");
    expect(turned.nats).toBeCloseTo(found.nats, 9);
    // H(Y) - H(Y|X) by integration: 0.6236.
    expect(found.interval!.low).toBeLessThan(0.6236);
    expect(found.interval!.high).toBeGreaterThan(0.6236);
  });

  test("with columns held fixed: what z explains is gone", async () => {
    const { normal } = random(3);
    const z = Array.from({ length: 800 }, normal);
    const x = z.map((v) => v + normal());
    const y = z.map((v) => v + normal());
    const free = await estimate(x, y, quick);
    const fixed = await estimate(x, y, { ...quick, given: z });
    expect(free.pValue).toBe(0.01);
    expect(free.nats).toBeGreaterThan(0.1);
    expect(fixed.estimator).toBe("Frenzel-Pompe on normal scores");
    expect(Math.abs(fixed.nats)).toBeLessThan(0.05);
    expect(fixed.pValue).toBeGreaterThan(0.05);
  });

  test("information in the distances from the centre alone is found", async () => {
    const task = student({ dims: { x: 5, y: 5 }, nu: 2 });
    const { x, y } = task.sample(3000, 1);
    const found = await estimate(given(x), given(y), { estimator: auto({ train: false, permutations: 0 }) });
    expect(found.estimator).toBe("KSG on distances from the centre");
    // 0.448; other estimators of ten columns find 0.25.
    expect(found.nats).toBeGreaterThan(0.33);
  });

  test("many columns of Gaussians: a critic finds nothing further, the Gaussian is reported", async () => {
    const task = gaussian({ dims: 4, rho: 0.6 });
    const found = await estimate(...sample(task, 1500), { estimator: auto({ permutations: 19 }) });
    expect(found.estimator).toBe("Gaussian copula");
    expect(found.reason).toContain("nothing further");
    expect(found.checks.map(({ estimator }) => estimator)).toContain("MINE on a Gaussian");
    // Three standard errors of the draw, sqrt(4 x 0.36 / 1500) = 0.031.
    expect(Math.abs(found.nats - task.nats)).toBeLessThan(0.1);
  });

  test("no interval and no p-value where none is asked for", async () => {
    const found = await estimate(...sample(gaussian({ dims: 1, rho: 0.5 }), 100), {
      estimator: auto({ level: null, permutations: 0 }),
    });
    expect([found.interval, found.pValue]).toEqual([null, null]);
  });
});
