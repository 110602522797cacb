import { describe, expect, it } from "vitest";
import { gaussianMi, random, standardise } from "../../src/index.ts";
import { independenceTest } from "../../src/inference/independenceTest.ts";
import { spanInformation, spanOf } from "../../src/inference/scoreCorrelations.ts";
import { asSet, neighboursOf, sharedNeighbours, sharedSize } from "../../src/inference/sharedNeighbours.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import type { Matrix } from "../../src/types.ts";

const n = 120;
const side = (d: number, seed: number): Matrix => ({
  data: Float64Array.from({ length: n * d }, random(seed).normal),
  ...{ n, d },
});
const context = { seed: 1, engine: () => Promise.reject(new Error("nothing is trained")) };
const moved = ({ data, d }: Matrix, order: Int32Array): Matrix => ({
  data: Float64Array.from({ length: n * d }, (_, at) => data[order[Math.floor(at / d)] * d + (at % d)]),
  ...{ n, d },
});
const asIs = Int32Array.from({ length: n }, (_, i) => i);

describe("the statistics of several columns", () => {
  it("count common neighbours as a loop over all pairs does, in any order of y", () => {
    const [x, y] = [side(2, 1), side(3, 2)];
    const k = sharedSize(n);
    const nearest = ({ data, d }: Matrix) =>
      Array.from({ length: n }, (_, i) => {
        const far = (j: number) =>
          Math.max(...Array.from({ length: d }, (_, c) => Math.abs(data[i * d + c] - data[j * d + c])));
        return new Set(
          [...asIs]
            .filter((j) => j !== i)
            .sort((a, b) => far(a) - far(b))
            .slice(0, k),
        );
      });
    for (const order of [asIs, random(3).permutation(n)]) {
      const [a, b] = [nearest(x), nearest(moved(y, order))];
      const shared = a.reduce((sum, of, i) => sum + [...of].filter((j) => b[i].has(j)).length, 0);
      const found = sharedNeighbours(runToEnd(neighboursOf(x)), asSet(runToEnd(neighboursOf(y))), order);
      expect(found).toBeCloseTo(Math.log((shared * (n - 1)) / (n * k * k)), 12);
    }
  });

  it("measure correlations as the Gaussian estimate does, in any order of y", async () => {
    const [x, y] = [side(3, 4), side(2, 5)];
    const chance = async (a: Matrix, b: Matrix) => {
      const { nats } = await gaussianMi().estimate(a, b, context);
      return nats;
    };
    const value = (order: Int32Array) => spanInformation(spanOf(x), spanOf(y), order);
    const order = random(6).permutation(n);
    // They differ by the correction for chance, which is the same for all orders.
    expect(value(order) - value(asIs)).toBeCloseTo(
      (await chance(x, moved(y, order))) - (await chance(x, y)),
      10,
    );
    expect(spanInformation(spanOf(y), spanOf(x), asIs)).toBeCloseTo(value(asIs), 10);
    expect(value(asIs)).toBeGreaterThan(0);
  });

  it("find a common scale and a circle, and nothing in independent columns", async () => {
    let small = 0;
    for (let seed = 0; seed < 60; seed++) {
      const [x, y] = [side(2, 10 + seed), side(2, 1000 + seed)];
      const test = await independenceTest(x, y, null, { permutations: 39, context: { ...context, seed } });
      if (test.pValue! <= 0.05) small++;
      expect(test.statistic).toBe("nearest neighbours that x and y share, or the Gaussian copula");
    }
    // 60 draws of 0.05 exceed 8 with probability 0.3%.
    expect(small).toBeLessThanOrEqual(8);
    const { normal, uniform } = random(7);
    const rows = Array.from({ length: 400 }, () => {
      const [angle, scale] = [2 * Math.PI * uniform(), Math.exp(normal())];
      return {
        circle: [Math.cos(angle), normal(), Math.sin(angle)],
        scale: [0, 1, 2].map(() => scale * normal()),
      };
    });
    for (const kind of ["circle", "scale"] as const) {
      const of = (columns: readonly number[]) =>
        standardise(
          {
            data: Float64Array.from(rows.flatMap((row) => columns.map((c) => row[kind][c]))),
            ...{ n: 400, d: columns.length },
          },
          "x",
        );
      const { pValue } = await independenceTest(of([0, 1]), of([2]), null, { permutations: 99, context });
      expect(pValue).toBeLessThanOrEqual(0.05);
    }
  });
});
