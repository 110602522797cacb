import { expect, test } from "vitest";
import type { Correction } from "../src/discrete/corrections.ts";
import { discrete } from "../src/discrete/discrete.ts";
import { grassberger } from "../src/discrete/grassberger.ts";
import { nsb } from "../src/discrete/nsb.ts";
import { plugIn } from "../src/discrete/plugIn.ts";
import { entropy } from "../src/entropy.ts";
import { estimate } from "../src/estimate.ts";
import { remark } from "../src/remarks.ts";
import { random } from "../src/rows/random.ts";

const coins = (n: number, sides: number, seed: number) => {
  const { integer } = random(seed);
  return Array.from({ length: n }, () => integer(sides));
};

test("rows that repeat are symbols: entropy is that of their counts, and of x with itself", async () => {
  const x = coins(500, 4, 1);
  const counts = [0, 1, 2, 3].map((side) => x.filter((v) => v === side).length);
  const found = await entropy(x);
  expect(found.kind).toBe("discrete");
  expect(found.n).toBe(500);
  // At most the log of the number of values, as there are more than ten rows for each.
  const most = Math.log(counts.length);
  expect(found.nats).toBeCloseTo(Math.min(grassberger(counts), most), 12);
  expect((await estimate(x, x, { estimator: discrete() })).nats).toBeCloseTo(
    Math.min(found.nats, plugIn(counts)),
    12,
  );
  expect((await entropy(x, { correction: "nsb" })).nats).toBeCloseTo(Math.min(nsb(counts), most), 12);
  // Of 500 rows 250 are one symbol, the others differ: half repeat.
  const half = Array.from({ length: 500 }, (_, i) => (i < 250 ? 0 : i));
  expect((await entropy(half)).kind).toBe("discrete");
  expect((await entropy(half.map((v, i) => (i === 0 ? -1 : v)))).kind).toBe("differential");
});

test("with ten rows for each value an entropy is at most the log of their number", async () => {
  for (const correction of ["grassberger", "miller-madow", "chao-shen", "nsb"] as const)
    for (let seed = 0; seed < 20; seed++) {
      const even = await entropy(coins(500, 4, seed), { correction });
      expect(even.nats).toBeLessThanOrEqual(Math.log(4));
      expect(even.remarks).toEqual([]);
    }
  // Of fewer rows there may be more values.
  const few = Array.from({ length: 30 }, (_, i) => i % 10);
  expect((await entropy(few, { correction: "chao-shen" })).nats).toBeGreaterThan(Math.log(10));
});

test("its standard error is the spread over samples", async () => {
  // p = 1/2, 1/4, 1/8, 1/8.
  const values: number[] = [];
  let claimed = 0;
  for (let seed = 0; seed < 200; seed++) {
    const x = coins(200, 8, seed).map((v) => (v < 4 ? 0 : v < 6 ? 1 : v));
    const found = await entropy(x);
    values.push(found.nats);
    claimed += found.standardError / 200;
  }
  const mean = values.reduce((sum, v) => sum + v / 200, 0);
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2 / 199, 0));
  expect(Math.abs(mean - 1.75 * Math.LN2)).toBeLessThan((4 * spread) / Math.sqrt(200));
  // A spread of 200 values is known to 1 / sqrt(400) = 5%; four of these.
  expect(Math.abs(claimed / spread - 1)).toBeLessThan(0.2);
});

test("rows that differ are numbers: entropy is differential, in the units of x", async () => {
  const { normal } = random(2);
  const x = Array.from({ length: 1500 }, () => 10 * normal());
  const found = await entropy(x);
  expect(found.kind).toBe("differential");
  expect(Math.abs(found.nats - Math.log(2 * Math.PI * Math.E * 100) / 2)).toBeLessThan(
    4 * found.standardError,
  );
  const narrow = await entropy(x.map((v) => v / 1000));
  expect(narrow.nats).toBeCloseTo(found.nats - Math.log(1000), 9);
});

test("the kind may be chosen, and a doubtful choice gets a remark", async () => {
  const { normal } = random(3);
  const rounded = Array.from({ length: 2000 }, () => Math.round(10 * normal()));
  const symbols = await entropy(rounded);
  expect(symbols.kind).toBe("discrete");
  const values = new Set(rounded).size;
  expect(values).toBeGreaterThanOrEqual(30);
  expect(symbols.remarks).toEqual([remark("takenForCategories", { values }, [{ side: "x" }])]);
  const scale = await entropy(rounded, { kind: "differential" });
  expect(scale.kind).toBe("differential");
  // The unit of rounding is 1, so both kinds nearly agree: H(round(X)) = h(X) + log(1 / unit).
  expect(Math.abs(scale.nats - symbols.nats)).toBeLessThan(4 * scale.standardError);
  const different = rounded.map((v) => v + normal());
  const forced = await entropy(different, { kind: "discrete" });
  expect(forced.remarks).toContainEqual(remark("unseenValues", { share: 1 }));
});

test("a constant has no entropy", async () => {
  const found = await entropy(Array.from({ length: 20 }, () => 3));
  expect([found.nats, found.standardError, found.kind]).toEqual([0, 0, "discrete"]);
  expect(found.remarks).toEqual([remark("constantEntropy", {}, [{ side: "x" }])]);
});

test("kinds and corrections that do not exist are refused", async () => {
  await expect(entropy([1, 2], { kind: "other" as "discrete" })).rejects.toThrow(
    "entropy: kind must be discrete or differential, got other",
  );
  await expect(entropy([1, 2], { correction: "other" as Correction })).rejects.toThrow(
    "entropy: correction must be one of none, miller-madow",
  );
});

test("fewer than 20 rows are refused", async () => {
  await expect(entropy([1, 2])).rejects.toThrow("entropy: needs at least 20 rows, got 2");
  await expect(entropy(coins(19, 2, 1))).rejects.toThrow("got 19");
  expect((await entropy(coins(20, 2, 1))).n).toBe(20);
});
