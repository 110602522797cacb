import { describe, expect, it } from "vitest";
import { atomwise, hasAtoms } from "../../src/estimators/atomwise.ts";
import { estimate, ksg, onScores, random, ross } from "../../src/index.ts";

const estimator = atomwise();
const column = (values: readonly number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });

/** With probability `share` both are zero; the others are exponentials of normals with this correlation. */
function sharedZeros(n: number, share: number, rho: number, seed: number) {
  const { uniform, normal } = random(seed, 7);
  const rows = Array.from({ length: n }, () => {
    if (uniform() < share) return [0, 0];
    const a = normal();
    return [Math.exp(a), Math.exp(rho * a + Math.sqrt(1 - rho * rho) * normal())];
  });
  return [rows.map(([a]) => a), rows.map(([, b]) => b)] as const;
}

describe("the chain rule over atoms", () => {
  it("finds what shared zeros and the numbers beside them carry", async () => {
    for (const share of [0.2, 0.5, 0.8]) {
      const truth =
        -share * Math.log(share) - (1 - share) * Math.log(1 - share) - ((1 - share) / 2) * Math.log(1 - 0.36);
      let mean = 0;
      for (let seed = 0; seed < 20; seed++) {
        const [x, y] = sharedZeros(1000, share, 0.6, seed);
        mean += (await estimate(x, y, { estimator, seed })).nats / 20;
      }
      // The standard deviation of an estimate is at most 0.03, and of a mean of 20 at most 0.007.
      expect(Math.abs(mean - truth)).toBeLessThan(0.02);
    }
  });

  it("is symmetric, and its local values have the estimate as their mean", async () => {
    const [x, y] = sharedZeros(400, 0.5, 0.6, 1);
    const found = await estimate(x, y, { estimator });
    const mean = found.local!.reduce((sum, value) => sum + value / 400, 0);
    expect(mean).toBeCloseTo(found.nats, 12);
    const single = sharedZeros(400, 0, 0.6, 1);
    const there = await estimate(...single, { estimator });
    expect(there.nats).toBeCloseTo((await estimate(...single, { estimator: onScores(ksg()) })).nats, 1);
  });

  it("of a category and numbers without atoms is Ross's estimate", async () => {
    const { integer, normal } = random(4);
    const labels = Array.from({ length: 300 }, () => integer(3));
    const values = labels.map((label) => label + normal());
    const found = await estimate(labels, values, { estimator });
    const alone = await estimate(labels, values, { estimator: onScores(ross({ discrete: "x" })) });
    // Grassberger's entropy of the labels with a constant is not exactly zero.
    expect(found.nats).toBeCloseTo(alone.nats, 2);
  });

  it("is meant for sides of numbers with atoms in large enough parts", () => {
    const [x, y] = sharedZeros(400, 0.5, 0.6, 2).map(column);
    expect(hasAtoms(x, y)).toBe(true);
    const { normal } = random(5);
    const plain = column(Array.from({ length: 400 }, normal));
    expect(hasAtoms(plain, plain)).toBe(false);
    expect(hasAtoms(x, plain)).toBe(true);
  });
});
