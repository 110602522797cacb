import { expect, test } from "vitest";
import { score } from "../src/score.ts";
import { gaussian } from "../src/tasks/gaussian.ts";

test("it is the correlation of normal pairs", () => {
  for (const rho of [-0.999, -0.5, 0.01, 0.3, 0.9]) {
    expect(score(gaussian({ rho }).nats)).toBeCloseTo(Math.abs(rho), 12);
  }
});

test("it rises from 0, which estimates below 0 get too, to 1 for infinite information", () => {
  expect(score(0)).toBe(0);
  expect(score(-0.2)).toBe(0);
  expect(score(Infinity)).toBe(1);
  expect(score(1e-20)).toBeCloseTo(Math.SQRT2 * 1e-10, 20);
  for (let nats = 0.1; nats < 5; nats += 0.1) expect(score(nats)).toBeGreaterThan(score(nats - 0.1));
});

test("NaN has no score", () => {
  expect(() => score(Number.NaN)).toThrow("score: nats must be a number, got NaN");
});
