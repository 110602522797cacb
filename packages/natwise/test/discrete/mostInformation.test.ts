import { describe, expect, it } from "vitest";
import { mostInformation, mostInPopulation } from "../../src/discrete/mostInformation.ts";
import { estimate, plugIn, random } from "../../src/index.ts";

const side = (values: readonly number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });
const { normal, integer } = random(1);
const n = 200;
const two = Array.from({ length: n }, (_, i) => +(i < 50));
const four = Array.from({ length: n }, (_, i) => i % 4);
const numbers = Array.from({ length: n }, normal);

describe("the most information possible", () => {
  it("is the smaller entropy of the sides with few values; of numbers there is no limit", () => {
    const h = plugIn([50, 150]);
    expect(mostInformation(side(two), side(four), null)).toBeCloseTo(h, 12);
    expect(mostInformation(side(numbers), side(two), null)).toBeCloseTo(h, 12);
    expect(mostInformation(side(numbers), side(numbers), null)).toBeNull();
    // H(X | X) = 0.
    expect(mostInformation(side(two), side(four), side(two))).toBeCloseTo(0, 12);
    expect(mostInformation(side(two), side(four), side(numbers))).toBeNull();
  });

  it("has a margin for the sample, up to the log of the number of values", () => {
    const most = mostInPopulation(side(two), side(numbers), null)!;
    expect(most).toBeGreaterThan(plugIn([50, 150]));
    expect(most).toBeLessThanOrEqual(Math.log(2));
    expect(mostInPopulation(side(four), side(four), null)).toBeCloseTo(Math.log(4), 12);
  });

  it("limits every estimate and interval of symbols, copies included", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = random(seed, 3);
      const K = 2 + (seed % 4);
      const x = Array.from({ length: 60 }, () => draw.integer(K));
      const y = seed % 2 ? x : x.map((value) => (draw.uniform() < 0.5 ? value : integer(K)));
      const most = mostInformation(side(x), side(y), null)!;
      const { nats, interval } = await estimate(x, y, { seed });
      expect(nats).toBeLessThanOrEqual(most);
      expect(interval!.low).toBeGreaterThanOrEqual(0);
      expect(interval!.high).toBeLessThanOrEqual(Math.log(K) + 1e-12);
      expect(interval!.low).toBeLessThanOrEqual(interval!.high!);
    }
  });
});
