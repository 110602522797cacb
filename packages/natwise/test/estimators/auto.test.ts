import { describe, expect, test } from "vitest";
import { estimate } from "../../src/estimate.ts";
import { auto } from "../../src/estimators/auto/auto.ts";
import { remark } from "../../src/remarks.ts";
import { random } from "../../src/rows/random.ts";
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
const quick = { estimator: auto({ train: false }), level: 0.95, permutations: 99, engine: none };

/** Three groups around -2, 0, 2, and which of them a row is of. */
function groups(n: number) {
  const { integer, normal } = random(5);
  const x = Array.from({ length: n }, () => integer(3));
  return { x, y: x.map((group) => 2 * group + normal()) };
}

/** x and y of correlation 0.88 within groups whose centres are far apart, and a 0/1 column for each group, given. */
function manyGroups(count: number, n: number) {
  const { integer, normal } = random(7);
  const centres = Array.from({ length: count }, () => [3 * normal(), 3 * normal()]);
  const group = Array.from({ length: n }, () => integer(count));
  const met = [...new Set(group)];
  const shared = group.map(() => normal());
  const x = group.map((g, i) => centres[g][0] + shared[i]);
  const y = group.map((g, i) => centres[g][1] + 0.88 * shared[i] + Math.sqrt(1 - 0.88 ** 2) * normal());
  const z = {
    data: Float64Array.from(group.flatMap((g) => met.map((other) => Number(g === other)))),
    shape: [n, met.length],
  };
  return [x, y, { estimator: auto({ train: false }), level: 0.95, given: z }] as const;
}

describe("auto", () => {
  test("columns that share a heavy-tailed scale: distances from the centre of heavy-tailed scores carry all of it", async () => {
    const task = student({ dims: { x: 5, y: 5 }, nu: 2 });
    const found = await estimate(...sample(task, 10_000), {
      estimator: auto({ train: false }),
      engine: none,
    });
    expect(found.estimator).toBe("KSG on distances from the centre, tails heavy");
    expect(Math.abs(found.nats - task.nats)).toBeLessThan(3 * found.standardError!);
    // Distances of normal scores, which hardly count a far value, lose a tenth.
    const normal = found.checks.find(({ estimator }) => estimator === "KSG on distances from the centre")!;
    expect(normal.nats).toBeLessThan(0.95 * task.nats);
  });

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

  test("increasing functions of a column change nothing", async () => {
    const [x, y] = sample(gaussian({ dims: 1, rho: 0.7 }), 500);
    const plain = await estimate(x, y, quick);
    const risen = await estimate({ ...x, data: x.data.map((v) => Math.exp(3 * v)) }, y, quick);
    expect(risen.nats).toBe(plain.nats);
    expect(risen.pValue).toBe(plain.pValue);
  });

  test("so does a function that spreads a column over more digits than a float64 has", async () => {
    const [x, y] = sample(gaussian({ dims: 1, rho: 0.9 }), 500);
    const plain = await estimate(x, y, quick);
    for (const steepness of [20, 60]) {
      const risen = await estimate({ ...x, data: x.data.map((v) => Math.exp(steepness * v)) }, y, quick);
      expect([risen.nats, risen.estimator, risen.pValue]).toEqual([
        plain.nats,
        plain.estimator,
        plain.pValue,
      ]);
    }
  });

  test("stopped early with partial, chooses among the estimates done and remarks on the missing ones", async () => {
    const data = sample(gaussian({ dims: 1, rho: 0.7 }), 2000);
    const whole = await estimate(...data, quick);
    const after = async (share: number) => {
      const controller = new AbortController();
      const stop = ({ done }: { done: number }) => done >= share && controller.abort(new Error("enough"));
      return estimate(...data, { ...quick, signal: controller.signal, partial: true, onProgress: stop });
    };
    // Half of the progress is that of the estimators, a quarter that of the interval.
    const chosen = await after(0.55);
    expect([chosen.nats, chosen.interval, chosen.pValue]).toEqual([whole.nats, null, null]);
    const rest = ["the interval", "the test of independence"];
    expect(chosen.remarks.at(-1)).toEqual(remark("stoppedBefore", { missing: rest }));
    // The first estimator is done at a half.
    expect((await after(0.5)).remarks.at(-1)).toEqual(
      remark("stoppedBefore", { missing: ["Gaussian copula", ...rest] }),
    );
  });

  test("a critic that was stopped neither confirms the Gaussian nor contradicts it", async () => {
    const { normal } = random(9);
    const x = Array.from({ length: 1500 }, () => Array.from({ length: 11 }, normal));
    const y = x.map((row) =>
      row.map((v, j) => 0.5 * v + 0.8 * row[(j + 1) % 11] * row[(j + 2) % 11] + normal()),
    );
    const controller = new AbortController();
    const found = await estimate(x, y, {
      estimator: auto(),
      level: 0.95,
      ...{ signal: controller.signal, partial: true },
      onProgress: ({ label }) => label.startsWith("MINE") && controller.abort(new Error("enough")),
    });
    expect(found.reason).toMatch(/^the work was stopped: the best of the estimates done by then/);
    const names = [found.estimator, ...found.checks.map(({ estimator }) => estimator)];
    expect(names).toContain("Gaussian copula");
    // It has looked at its first rows, or was stopped before that.
    if (names.includes("MINE on a Gaussian"))
      expect(found.remarks).toContainEqual(
        expect.objectContaining({
          code: "trainingCutShort",
          values: { steps: expect.any(Number), most: 2000 },
        }),
      );
    else
      expect(found.remarks.at(-1)).toEqual(
        remark("stoppedBefore", { missing: ["MINE on a Gaussian", "the interval"] }),
      );
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

  test("weak dependence of two columns varies by half of what three neighbours do, and is not missed", async () => {
    const spread = (values: readonly number[]) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
    };
    // y = a (x^2 - 1) + noise with a = 0.1: by integration 0.0099 nats, of which a correlation shows nothing.
    const found: { nats: number; few: number; held: boolean }[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const { normal } = random(seed);
      const x = Float64Array.from({ length: 2000 }, normal);
      const y = x.map((v) => 0.1 * (v * v - 1) + normal());
      const { estimator, nats, checks, interval } = await estimate(x, y, { ...quick, permutations: 0 });
      expect(estimator).toBe("KSG with more neighbours on normal scores");
      const few = checks.find(({ estimator }) => estimator === "KSG on normal scores")!.nats;
      found.push({ nats, few, held: interval!.low < 0.0099 && interval!.high! > 0.0099 });
    }
    // Ratio .4 in 60 samples; the standard error of a ratio from 20 is a quarter of it.
    expect(spread(found.map(({ nats }) => nats))).toBeLessThan(0.65 * spread(found.map(({ few }) => few)));
    const mean = found.reduce((sum, { nats }) => sum + nats / 20, 0);
    expect(Math.abs(mean - 0.0099)).toBeLessThan((3 * 0.008) / Math.sqrt(20));
    // Of 20 intervals of coverage 95%, fewer than 17 hold it with a probability of 1.6%.
    expect(found.filter(({ held }) => held).length).toBeGreaterThanOrEqual(17);
  });

  test("categories on both sides: counts", async () => {
    const { x } = groups(600);
    const noisy = x.map((group, i) => (i % 5 === 0 ? 0 : group));
    const found = await estimate(x, noisy, quick);
    expect(found.estimator).toMatch(/^discrete/);
    expect(found.nats).toBeLessThan(Math.log(3));
    expect(found.pValue).toBe(0.01);
  });

  test("categories beside numbers: neighbours within and across them, whichever side they are on", async () => {
    const { x, y } = groups(800);
    const found = await estimate(x, y, quick);
    const turned = await estimate(y, x, quick);
    expect(found.estimator).toBe("Ross on normal scores");
    expect(turned.nats).toBeCloseTo(found.nats, 9);
    // H(Y) - H(Y|X) by integration: 0.6236.
    expect(found.interval!.low).toBeLessThan(0.6236);
    expect(found.interval!.high).toBeGreaterThan(0.6236);
  });

  test("categories take no neighbours from the next code, and the interval agrees with the test", async () => {
    const found: number[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const { integer, normal } = random(seed);
      const codes = Float64Array.from({ length: 400 }, () => integer(28));
      const x = { data: codes, shape: [400, 1], categories: true };
      const { nats, interval, pValue, remarks } = await estimate(x, codes.map(normal), { ...quick, seed });
      found.push(nats);
      if (pValue! > 0.05) expect(interval!.low).toBe(0);
      expect(remarks.filter(({ code }) => code !== "estimatorsDisagree")).toEqual([]);
    }
    // Read across codes it was 0.09. Spread over samples 0.04, of the mean of 20 0.009.
    const mean = found.reduce((sum, nats) => sum + nats / 20, 0);
    expect(Math.abs(mean)).toBeLessThan(3 * 0.009);
  });

  test("given z, the dependence that z explains is gone", async () => {
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

  test("a text of many values as condition: the Gaussian within groups sees more than neighbours, and small groups get a remark", async () => {
    const truth = -Math.log(1 - 0.88 ** 2) / 2;
    const found = await estimate(...manyGroups(60, 400));
    expect(found.estimator).toBe("Gaussian copula within groups");
    expect(found.reason).toContain("within groups the dependence is that of a Gaussian");
    expect(found.checks[0].estimator).toBe("Frenzel-Pompe on normal scores");
    expect(found.checks[0].nats).toBeLessThan(0.4);
    // Ranks among all rows make slopes differ between groups: a sixth is lost. 340 degrees of freedom: one error is 0.048.
    expect(Math.abs(found.nats - truth * (5 / 6))).toBeLessThan(3 * 0.048);
    expect(found.interval!.high).toBeGreaterThan(found.nats);
    expect(found.remarks).toEqual([remark("smallGroups", { groups: 60, median: 7 })]);
    const few = await estimate(...manyGroups(4, 400));
    expect(few.estimator).toBe("Frenzel-Pompe on normal scores");
    expect(Math.abs(few.nats - truth)).toBeLessThan(3 * few.standardError!);
    expect(few.remarks).toEqual([]);
  });

  test("texts keep their values apart, however many those are", async () => {
    // 96 values in 300 rows: categories, on either side and as condition.
    const [x, y, { estimator, given: z }] = manyGroups(100, 300);
    const beside = await estimate(z, y, { estimator });
    expect(beside.reason).toContain("categories on one side, numbers on the other");
    const fixed = await estimate(x, y, { estimator, given: z });
    // Rows in the order of their groups' sizes: the one in the middle is in a group of this size.
    const sizes = Array.from({ length: 96 }, (_, g) =>
      z.data.reduce((sum, on, i) => (i % 96 === g ? sum + on : sum), 0),
    );
    const rowSizes = sizes.flatMap((size) => Array<number>(size).fill(size)).sort((a, b) => a - b);
    expect(fixed.remarks).toContainEqual(remark("smallGroups", { groups: 96, median: rowSizes[149] }));
    // Beside a number, as condition too. Spread at random within its values, each of the text's columns would be noise: neighbours saw 0.34 of 0.74 nats.
    const { normal } = random(9);
    const [a, b, { given: text }] = manyGroups(3, 600);
    const mixed = {
      data: Float64Array.from({ length: 2400 }, (_, i) =>
        i % 4 < 3 ? text.data[Math.floor(i / 4) * 3 + (i % 4)] : normal(),
      ),
      shape: [600, 4],
    };
    const both = await estimate(a, b, { estimator, given: mixed });
    expect(both.estimator).toBe("Frenzel-Pompe on normal scores");
    expect(both.nats).toBeGreaterThan(0.5);
  });

  test("a linear function of the other columns: infinite, and the only remark", async () => {
    const { normal } = random(3);
    const [a, b, z] = [1, 2, 3].map(() => Array.from({ length: 300 }, normal));
    const pair = a.map((v, i) => [v, b[i]]);
    const infinite = (at: number) => [remark("linearFunction", { rows: 300 }, [{ side: "y", at }])];
    const of = async (x: number[] | number[][], y: number[] | number[][], given?: number[]) =>
      (await estimate(x, y, { estimator: auto({ train: false }), given })).remarks;
    const sum = (left: number[], right: number[]) => left.map((v, i) => v + right[i]);
    expect(await of(a, sum(a, z), z)).toEqual(infinite(0));
    expect(await of(pair, sum(a, b))).toEqual(infinite(0));
    const second = z.map((v, i) => [v, a[i] - v]);
    expect(await of(pair, second)).toEqual(infinite(1));
    const difference = z.map((v, i) => [v, a[i] - b[i]]);
    expect(await of(pair, difference)).toEqual(infinite(1));
    // Finite: noise of a thousandth, few values, a column that z alone determines, and a group added to the condition.
    const thousandth = b.map((v) => v / 1000);
    const whole = pair.map((row) => row.map(Math.round));
    const wholeSum = whole.map(([v, w]) => v + w);
    const signs = pair.map(([v, w]) => [v, Math.sign(w)]);
    const signed = z.map((v, i) => v + Math.sign(b[i]));
    for (const remarks of [
      await of(a, sum(a, thousandth)),
      await of(whole, wholeSum),
      await of(sum(z, z), b, z),
      await of(signs, signed, z),
    ]) {
      expect(remarks.map(({ code }) => code)).not.toContain("linearFunction");
    }
  });

  test("information in the distances from the centre alone is found", async () => {
    const task = student({ dims: { x: 5, y: 5 }, nu: 2 });
    const { x, y } = task.sample(3000, 1);
    const found = await estimate(given(x), given(y), { estimator: auto({ train: false }), level: 0.95 });
    expect(found.estimator).toBe("KSG on distances from the centre");
    // 0.448; other estimators of ten columns find 0.25.
    expect(found.nats).toBeGreaterThan(0.33);
  });

  test("many columns of Gaussians: no critic is trained, the Gaussian is reported with both ends", async () => {
    const task = gaussian({ dims: 4, rho: 0.6 });
    const found = await estimate(...sample(task, 1500), { estimator: auto(), level: 0.95, permutations: 19 });
    expect(found.estimator).toBe("Gaussian copula");
    expect(found.reason).toContain("jointly normal");
    expect(found.checks.map(({ estimator }) => estimator)).not.toContain("MINE on a Gaussian");
    expect(found.interval!.high).toBeGreaterThan(task.nats);
    // Three standard errors of the draw, sqrt(4 x 0.36 / 1500) = 0.031.
    expect(Math.abs(found.nats - task.nats)).toBeLessThan(0.1);
  });

  test("an over-fitted critic gets one remark", async () => {
    const { normal } = random(1);
    const x = Array.from({ length: 300 }, () => Array.from({ length: 4 }, normal));
    const y = x.map((row) => row.map((v) => v * v + 0.2 * normal()));
    const { estimator, remarks } = await estimate(x, y, { estimator: auto() });
    expect(estimator).toBe("MINE on a Gaussian");
    const codes = remarks.map(({ code }) => code);
    expect(codes.filter((code) => code === "overfitted" || code === "moreRowsWouldFindMore")).toEqual([
      "overfitted",
    ]);
  });

  test("no interval and no p-value where none is asked for", async () => {
    const found = await estimate(...sample(gaussian({ dims: 1, rho: 0.5 }), 100), {
      estimator: auto(),
    });
    expect([found.interval, found.pValue]).toEqual([null, null]);
  });
});
