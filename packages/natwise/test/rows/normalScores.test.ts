import { expect, test } from "vitest";
import { normalScores } from "../../src/rows/normalScores.ts";
import { random } from "../../src/rows/random.ts";
import { normalQuantile } from "../../src/special/normalQuantile.ts";

const column = (...values: number[]) => ({ data: Float64Array.from(values), n: values.length, d: 1 });
const z = (rank: number, n: number) => normalQuantile(rank / (n + 1));

test("a value's rank becomes the normal quantile of rank / (N + 1), column by column", () => {
  expect([...normalScores(column(30, -5, 1e9)).data]).toEqual([z(2, 3), z(1, 3), z(3, 3)]);
  const two = normalScores({ data: Float64Array.of(1, 9, 2, 8, 3, 7), n: 3, d: 2 });
  expect([...two.data]).toEqual([z(1, 3), z(3, 3), z(2, 3), z(2, 3), z(3, 3), z(1, 3)]);
});

test("equal values get the mean of their ranks", () => {
  expect([...normalScores(column(5, 1, 5, 5, 9)).data]).toEqual([3, 1, 3, 3, 5].map((rank) => z(rank, 5)));
  expect([...normalScores(column(-0, 0)).data]).toEqual([z(1.5, 2), z(1.5, 2)]);
});

test("with random, equal values share their ranks out, and the column is as normal as without ties", () => {
  const scores = normalScores(column(5, 1, 5, 5, 9), { random: random(1) }).data;
  expect([...scores].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5].map((rank) => z(rank, 5)));
  expect(scores[1]).toBe(z(1, 5));
  expect(scores[4]).toBe(z(5, 5));
  // Which of the three is first: each a third of the time, known to sqrt(2 / 9 / 3000) = 0.9%; four of these.
  let first = 0;
  for (let seed = 0; seed < 3000; seed++)
    if (normalScores(column(5, 5, 5), { random: random(seed) }).data[0] === z(1, 3)) first++;
  expect(Math.abs(first / 3000 - 1 / 3)).toBeLessThan(0.035);
});
