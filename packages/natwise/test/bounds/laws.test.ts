import { grad, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { bounds } from "../../src/bounds/index.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { random } from "../../src/random.ts";
import type { Bound } from "../../src/types.ts";

await startJax();

/** Scores on the host: joint [K], product [K][M]. */
interface HostScores {
  joint: number[];
  product: number[][];
}

/** Each bound again in naive float64 loops. A bound without a twin here fails the battery. */
const twins: Record<string, (scores: HostScores) => number> = {
  mine: (s) => mean(s.joint) - logMeanExp(s.product.flat()),
  dv: (s) => mean(s.joint) - logMeanExp(s.product.flat()),
  nwj: (s) => mean(s.joint) - Math.exp(logMeanExp(s.product.flat()) - 1),
  infoNCE: (s) => mean(s.joint.map((f, i) => f - logMeanExp([f, ...s.product[i]]))),
};

/** What the best critic adds to log p(y|x)/p(y). */
const optimalOffset: Record<string, number> = { mine: 0, dv: 0, nwj: 1, infoNCE: 0 };

/** How the value answers to f -> f + c. */
const shifted: Record<string, (scores: HostScores, c: number) => number> = {
  mine: (s) => twins.mine(s),
  dv: (s) => twins.dv(s),
  nwj: (s, c) => mean(s.joint) + c - Math.exp(c + logMeanExp(s.product.flat()) - 1),
  infoNCE: (s) => twins.infoNCE(s),
};

const catalogue = Object.entries(bounds).map(([name, make]) => [name, make()] as const);

describe.each(catalogue)("%s", (name, bound) => {
  it.each([1, 10, 100, 1000])("equals its float64 twin at scores of +-%d", (scale) => {
    const scores = randomScores(16, 15, scale, 1);
    const expected = twins[name](scores);
    // A float32 exponential overflows past e^88: NWJ's partition term is then truly beyond its range.
    if (Math.abs(expected) > 1e37)
      expect(value(bound, scores)).toBe(Math.sign(expected) * Number.POSITIVE_INFINITY);
    // jax-js's Wasm logarithm is off by up to 1.3e-5 and its exponential by 2.2e-6 of its value (20,000 points on
    // [1e-3, 200] and [-40, 40]); scores themselves carry 24 bits.
    else
      expect(Math.abs(value(bound, scores) - expected)).toBeLessThan(
        2e-5 * (1 + Math.abs(expected)) + 1e-6 * scale,
      );
  });

  it("is the same whatever the order of the pairs and of the negatives", () => {
    const scores = randomScores(12, 11, 3, 2);
    const order = random(3).permutation(12);
    const permuted = {
      joint: Array.from(order, (i) => scores.joint[i]),
      product: Array.from(order, (i) => [...scores.product[i]].reverse()),
    };
    expect(value(bound, permuted)).toBeCloseTo(value(bound, scores), 4);
  });

  it("answers to a constant added to the critic as theory says", () => {
    const scores = randomScores(12, 11, 2, 4);
    const moved = {
      joint: scores.joint.map((f) => f + 1.5),
      product: scores.product.map((row) => row.map((f) => f + 1.5)),
    };
    expect(value(bound, moved)).toBeCloseTo(shifted[name](scores, 1.5), 3);
  });

  it("never exceeds its ceiling", () => {
    for (const M of [1, 7, 15]) {
      const ceiling = bound.ceiling(M);
      if (ceiling === null) continue;
      const best = {
        joint: Array(16).fill(1000),
        product: Array.from({ length: 16 }, () => Array(M).fill(-1000)),
      };
      expect(value(bound, best)).toBeCloseTo(ceiling, 4);
      for (let seed = 0; seed < 5; seed++) {
        expect(value(bound, randomScores(16, M, 50, seed))).toBeLessThanOrEqual(ceiling + 1e-4);
      }
    }
  });

  it("has the gradient of its objective by finite differences", () => {
    const K = 5;
    const M = 4;
    const scores = randomScores(K, M, 1, 5);
    const flat = [...scores.joint, ...scores.product.flat()];
    const objective = (x: np.Array) => {
      const joint = x.ref.slice([0, K]);
      const product = x.slice([K, K + K * M]).reshape([K, M]);
      // A factor that is no literal: see runtimeOne in critics/scores.ts.
      return bound.apply({ joint, product }, toArrays(bound.init))[0].objective;
    };
    const slopes = grad(objective)(np.array(flat)).js() as number[];
    const twin = (x: number[]) =>
      twins[name]({
        joint: x.slice(0, K),
        product: Array.from({ length: K }, (_, i) => x.slice(K + i * M, K + (i + 1) * M)),
      });
    flat.forEach((_, i) => {
      const up = flat.map((f, j) => (j === i ? f + 1e-4 : f));
      const down = flat.map((f, j) => (j === i ? f - 1e-4 : f));
      // MINE's moving average begins at the first batch's mean, so its first gradient is DV's: the twin's.
      expect(slopes[i]).toBeCloseTo((twin(up) - twin(down)) / 2e-4, 4);
    });
  });

  it("lies at the truth with the optimal critic, up to its known bias", () => {
    const rho = 0.7;
    const truth = -0.5 * Math.log(1 - rho * rho);
    const K = 128;
    const draws = Array.from({ length: 100 }, (_, seed) =>
      value(bound, optimalScores(K, rho, optimalOffset[name], seed)),
    );
    const center = mean(draws);
    const error = Math.sqrt(mean(draws.map((v) => (v - center) ** 2)) / draws.length);
    // Partition terms with K^2 pairs sharing K draws of x and of y: the logarithm's bias is below Var/2 with
    // Var <= 2 (E r^2 - 1)/K (every x and every y counted once), E r^2 = e^{2 I}. InfoNCE's row means have K
    // candidates, one of them from the joint: E r of it is e^{2 I} too.
    const bias = (Math.exp(2 * truth) - 1) / K;
    expect(Math.abs(center - truth)).toBeLessThan(3 * error + bias);
  });
});

describe("MINE", () => {
  it("divides its gradient by the average of the batches seen, not by this batch's partition term alone", () => {
    const rate = 0.25;
    const bound = bounds.mine({ rate });
    const first = randomScores(6, 5, 1, 7);
    const second = randomScores(6, 5, 1, 8);
    const [, state] = bound.apply(toScores(first), toArrays(bound.init));
    const product = np.array(second.product.flat());
    const slopes = grad((x: np.Array) => {
      const joint = np.array(second.joint);
      return bound.apply({ joint, product: x.reshape([6, 5]) }, state)[0].objective;
    })(product).js() as number[];
    const z1 = Math.exp(logMeanExp(first.product.flat()));
    const z2 = Math.exp(logMeanExp(second.product.flat()));
    // Weights rate (1 - rate) and rate, divided by what they sum to.
    const average = (rate * (1 - rate) * z1 + rate * z2) / (1 - (1 - rate) ** 2);
    slopes.forEach((slope, i) => {
      expect(slope).toBeCloseTo(-Math.exp(second.product.flat()[i]) / 30 / average, 5);
    });
  });

  it("refuses a rate outside (0, 1]", () => {
    expect(() => bounds.mine({ rate: 0 })).toThrow("mine: rate must be in (0, 1], got 0");
  });
});

function value(bound: Bound, scores: HostScores): number {
  const [{ value, objective }] = bound.apply(toScores(scores), toArrays(bound.init));
  objective.dispose();
  return value.js() as number;
}

function toScores({ joint, product }: HostScores) {
  return {
    joint: np.array(joint),
    product: np.array(product.flat()).reshape([product.length, product[0].length]),
  };
}

function randomScores(K: number, M: number, scale: number, seed: number): HostScores {
  const draws = random(seed);
  const draw = () => scale * Math.fround(2 * draws.uniform() - 1);
  return {
    joint: Array.from({ length: K }, draw),
    product: Array.from({ length: K }, () => Array.from({ length: M }, draw)),
  };
}

/** log p(y|x)/p(y) + offset of one batch of a bivariate normal, every pair. */
function optimalScores(K: number, rho: number, offset: number, seed: number): HostScores {
  const draws = random(seed, 99);
  const x = Array.from({ length: K }, () => draws.normal());
  const y = x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * draws.normal());
  const f = (a: number, b: number) =>
    offset -
    0.5 * Math.log(1 - rho * rho) -
    (rho * rho * (a * a + b * b) - 2 * rho * a * b) / (2 * (1 - rho * rho));
  return {
    joint: x.map((a, i) => f(a, y[i])),
    product: x.map((a, i) => y.filter((_, j) => j !== i).map((b) => f(a, b))),
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function logMeanExp(values: number[]): number {
  const top = Math.max(...values);
  return top + Math.log(mean(values.map((v) => Math.exp(v - top))));
}
