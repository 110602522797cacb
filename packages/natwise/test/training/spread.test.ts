import { describe, expect, it } from "vitest";
import { intervalOf } from "../../src/inference/intervalOf.ts";
import { random } from "../../src/rows/random.ts";
import { spread } from "../../src/training/spread.ts";

const draws = random(1);
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: ArrayLike<number>) => {
  const middle = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - middle) ** 2)));
};

/** Five folds of 80 rows, each row of variance 4, and critics whose values stray by `critics`, around 0. */
const folds = (critics: number) =>
  Array.from({ length: 5 }, () => {
    const own = critics * draws.normal();
    const local = Float64Array.from({ length: 80 }, () => own + 2 * draws.normal());
    return { local, heldOut: mean(local) };
  });
/** What the rows of five folds alone make their mean stray by. */
const ofRows = 2 / Math.sqrt(400);

describe("spread", () => {
  it("of the rows is what a bootstrap of the tested rows shows", () => {
    const found = folds(1);
    const again = Array.from({ length: 4000 }, () =>
      mean(
        found.map(({ local }) =>
          mean(Float64Array.from(local, () => local[Math.floor(draws.uniform() * local.length)])),
        ),
      ),
    );
    // A deviation of 4,000 values is known to 1.1%; this is 4.5 times that, and the 1/80 the bootstrap lacks.
    expect(spread(found).rows / deviation(again)).toBeGreaterThan(0.95);
    expect(spread(found).rows / deviation(again)).toBeLessThan(1.06);
  });

  it("separates the variance of critics from that of rows", () => {
    const found = Array.from({ length: 2000 }, () => spread(folds(0.5)));
    expect(mean(found.map(({ rows }) => rows))).toBeCloseTo(ofRows, 2);
    // Its square is unbiased, apart from negative values set to 0.
    expect(mean(found.map(({ critics }) => critics! ** 2)) / (0.25 / 5)).toBeGreaterThan(0.95);
    expect(mean(found.map(({ critics }) => critics! ** 2)) / (0.25 / 5)).toBeLessThan(1.15);
    const same = Array.from({ length: 2000 }, () => spread(folds(0)));
    expect(mean(same.map(({ critics }) => critics!))).toBeLessThan(0.6 * ofRows);
  });

  it("has no variance of critics for a single critic", () => {
    expect(spread(folds(1).slice(0, 1)).critics).toBeNull();
  });
});

it.each([0, 0.1, 0.25, 0.7])(
  "intervals of level 0.95 cover their truth where critics stray by %d and rows by 0.22 a fold",
  async (critics) => {
    const runs = 2000;
    const side = (seed: number) => ({
      data: Float64Array.from({ length: 400 }, random(seed).normal),
      n: 400,
      d: 1,
    });
    const rows = { x: side(1), y: side(2), z: null };
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const tested = folds(critics);
      const found = {
        ...{
          nats: 2 + mean(tested.map(({ heldOut }) => heldOut)),
          spread: spread(tested),
          standardError: null,
        },
        ...{ ceiling: null, heldOut: null, train: null, remarks: [], curves: tested.map(() => []) },
      };
      const context = { seed: 0, engine: () => Promise.reject(new Error("not needed")) };
      const { interval } = await intervalOf(found, null, { rows, guarantee: "none", level: 0.95, context });
      if (interval!.low <= 2 && 2 <= interval!.high!) covered++;
    }
    // 92.7 to 96.5% by 400,000 draws elsewhere; the standard error of a share of 2,000 is 0.5%.
    expect(covered / runs).toBeGreaterThan(0.912);
    expect(covered / runs).toBeLessThan(0.98);
  },
);
