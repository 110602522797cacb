import { grad, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { bounds } from "../../src/bounds/index.ts";
import { startJax, toArrays } from "../../src/engine/jaxEngine.ts";
import { random } from "../../src/rows/random.ts";
import type { Bound } from "../../src/types.ts";
import { type HostScores, iAlphaOf, logMeanExp, mean, twins } from "./twins.ts";

await startJax();

const catalogue = Object.entries(bounds).flatMap(([name, make]) =>
  // Without a twin the test below fails, and says so.
  twins[name] ? [[name, make() as Bound, twins[name]] as const] : [],
);

it("has a twin for every bound of the catalogue", () => {
  expect(Object.keys(twins).sort()).toEqual(Object.keys(bounds).sort());
});

describe.each(catalogue)("%s", (_name, bound, twin) => {
  it.each([1, 10, 100, 1000])("equals its float64 twin at scores of +-%d", (scale) => {
    const scores = randomScores(16, 15, scale, 1);
    const expected = twin.value(scores);
    // A float32 exponential overflows past e^88: a partition term outside the logarithm is then truly beyond its range.
    if (Math.abs(expected) > 1e37)
      expect(value(bound, scores)).toBe(Math.sign(expected) * Number.POSITIVE_INFINITY);
    // jax-js's Wasm logarithm is off by up to 1.3e-5 and its exponential by 2.2e-6 of its value (20,000 points on
    // [1e-3, 200] and [-40, 40]); scores themselves carry 24 bits, a part in 6e-8 of each, in an exponent too.
    else
      expect(Math.abs(value(bound, scores) - expected)).toBeLessThan(
        (2e-5 + 3e-7 * scale) * (1 + Math.abs(expected)) + 1e-6 * scale,
      );
  });

  it("has a finite gradient wherever its value is finite", () => {
    for (const scale of [10, 100, 1000]) {
      const scores = randomScores(6, 5, scale, 9);
      if (!Number.isFinite(value(bound, scores))) continue;
      expect(slopesOf(bound, scores).every(Number.isFinite)).toBe(true);
    }
  });

  it("is the same whatever the order of the pairs and of the negatives", () => {
    const scores = randomScores(12, 11, 3, 2);
    const order = random(3).permutation(12);
    const permuted = {
      joint: Array.from(order, (i) => scores.joint[i]),
      product: Array.from(order, (i) => [...scores.product[i]].reverse()),
      logBaseline: Array.from(order, (i) => scores.logBaseline[i]),
    };
    expect(value(bound, permuted)).toBeCloseTo(value(bound, scores), 4);
  });

  it("answers to a constant added to the critic as theory says", () => {
    const scores = randomScores(12, 11, 2, 4);
    const moved = {
      joint: scores.joint.map((f) => f + 1.5),
      product: scores.product.map((row) => row.map((f) => f + 1.5)),
      logBaseline: scores.logBaseline,
    };
    const expected = twin.shifted(scores, 1.5);
    expect(Math.abs(value(bound, moved) - expected)).toBeLessThan(5e-5 * (1 + Math.abs(expected)));
  });

  it("never exceeds its ceiling, and can reach it", () => {
    for (const M of [1, 7, 15]) {
      const ceiling = bound.ceiling(M);
      expect(bound.traits.limit === undefined).toBe(ceiling === null);
      if (ceiling === null) continue;
      const best = {
        joint: Array(16).fill(1000),
        product: Array.from({ length: 16 }, () => Array(M).fill(-1000)),
        logBaseline: Array(16).fill(0),
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
    const flat = [...scores.joint, ...scores.product.flat(), ...scores.logBaseline];
    const objective = (x: number[]) =>
      (twin.objective ?? twin.value)({
        joint: x.slice(0, K),
        product: Array.from({ length: K }, (_, i) => x.slice(K + i * M, K + (i + 1) * M)),
        logBaseline: x.slice(K + K * M),
      });
    const slopes = slopesOf(bound, scores);
    flat.forEach((_, i) => {
      if (bound.baseline === "none" && i >= K + K * M) return;
      const up = flat.map((f, j) => (j === i ? f + 1e-4 : f));
      const down = flat.map((f, j) => (j === i ? f - 1e-4 : f));
      // MINE's moving average begins at the first batch's mean, so its first gradient is DV's: the twin's.
      expect(slopes[i]).toBeCloseTo((objective(up) - objective(down)) / 2e-4, 4);
    });
  });

  it("lies where theory puts it with the optimal critic, up to its known bias", () => {
    const rho = 0.7;
    const truth = -0.5 * Math.log(1 - rho * rho);
    const K = 96;
    const [center, error] = meanOf(60, (seed) => value(bound, gaussianScores(bound, K, K - 1, rho, seed)));
    // Partition terms with K^2 pairs sharing K draws of x and of y: the logarithm's bias is below Var/2 with
    // Var <= 2 (E r^2 - 1)/K (every x and every y counted once), E r^2 = e^{2 I}. InfoNCE's row means have K
    // candidates, one of them from the joint: E r of it is e^{2 I} too.
    const bias = (Math.exp(2 * truth) - 1) / K;
    expect(Math.abs(center - (twin.atOptimum?.(rho) ?? truth))).toBeLessThan(3 * error + bias);
  });

  // However few the negatives of a row; a logarithm of the mean of all of them is off by half its variance, E r^2 = e^2I.
  it.skipIf(bound.guarantee === "none").each([
    ["the optimal critic", (f: number) => f],
    ["half of it", (f: number) => 0.5 * f],
    ["another critic", (f: number) => 1.3 * f + Math.sin(3 * f)],
  ])("keeps its guarantee with three negatives and %s", (_, distort) => {
    const rho = 0.9;
    const truth = -0.5 * Math.log(1 - rho * rho);
    // A conditional or a marginal that has to be exact is not distorted.
    const change = bound.given ? (f: number) => f : distort;
    const [center, error] = meanOf(25, (seed) =>
      value(bound, gaussianScores(bound, 512, 3, rho, seed, change)),
    );
    const bias = bound.traits.unbiased.value ? 0 : (Math.exp(2 * truth) - 1) / (512 * 3);
    if (bound.guarantee === "lower") expect(center).toBeLessThan(truth + 3 * error + bias);
    else expect(center).toBeGreaterThan(truth - 3 * error);
  });
});

describe("bounds on the same scores", () => {
  const scores = randomScores(12, 11, 2, 6);
  const at = (logBaseline: number[]) => ({ ...scores, logBaseline });

  it("TUBA with the baseline e is NWJ", () => {
    expect(value(bounds.tuba(), at(Array(12).fill(1)))).toBeCloseTo(value(bounds.nwj(), scores), 4);
  });

  it("I_alpha is TUBA at alpha = 0 and tends to it", () => {
    const tuba = value(bounds.tuba(), scores);
    expect(value(bounds.iAlpha({ alpha: 0 }), scores)).toBe(tuba);
    expect(value(bounds.iAlpha({ alpha: 1e-6 }), scores)).toBeCloseTo(tuba, 3);
  });

  it("I_alpha is InfoNCE at alpha = 1, averaged over which negative is left out, whatever the baseline", () => {
    const left = Array.from({ length: 11 }, (_, l) =>
      value(bounds.infoNCE(), {
        ...scores,
        product: scores.product.map((row) => row.filter((_, m) => m !== l)),
      }),
    );
    const end = value(bounds.iAlpha({ alpha: 1 }), scores);
    expect(end).toBeCloseTo(mean(left), 4);
    expect(value(bounds.iAlpha({ alpha: 1 }), at(Array(12).fill(3)))).toBeCloseTo(end, 5);
  });

  it.each([0.01, 0.99, 1])("I_alpha at alpha = %d reaches its ceiling and does not exceed it", (alpha) => {
    const bound = bounds.iAlpha({ alpha });
    const best = {
      joint: [1000, 1000],
      product: [Array(7).fill(-1000), Array(7).fill(-1000)],
      logBaseline: [0, 0],
    };
    expect(value(bound, best)).toBeCloseTo(bound.ceiling(7) as number, 4);
    for (let seed = 0; seed < 5; seed++)
      expect(value(bound, randomScores(8, 7, 50, seed))).toBeLessThanOrEqual(
        (bound.ceiling(7) as number) + 1e-4,
      );
  });

  it("I_alpha takes a single negative", () => {
    const one = randomScores(12, 1, 100, 3);
    expect(value(bounds.iAlpha(), one)).toBeCloseTo(iAlphaOf(one, 0.5), 2);
  });

  it("FLO with u = log a - f is TUBA", () => {
    const u = scores.joint.map((f, i) => scores.logBaseline[i] - f);
    expect(value(bounds.flo(), at(u))).toBeCloseTo(value(bounds.tuba(), scores), 3);
  });

  it("UBA is never below DV, and DV never below NWJ", () => {
    for (let seed = 0; seed < 10; seed++) {
      const some = randomScores(8, 7, 3, seed);
      expect(value(bounds.uba(), some)).toBeGreaterThanOrEqual(value(bounds.dv(), some) - 1e-5);
      expect(value(bounds.dv(), some)).toBeGreaterThanOrEqual(value(bounds.nwj(), some) - 1e-5);
    }
  });

  it("SMILE without clipping has DV's value, and JS has NWJ's of f + 1", () => {
    const smile = bounds.smile({ tau: Number.POSITIVE_INFINITY });
    expect(value(smile, scores)).toBeCloseTo(value(bounds.dv(), scores), 5);
    const raised = {
      ...scores,
      joint: scores.joint.map((f) => f + 1),
      product: scores.product.map((row) => row.map((f) => f + 1)),
    };
    expect(value(bounds.js(), scores)).toBeCloseTo(value(bounds.nwj(), raised), 4);
  });

  it("SMILE clips the partition term, and nothing else, on both sides", () => {
    for (const side of [-1000, 1000]) {
      const beyond = { ...scores, product: scores.product.map((row) => row.map(() => side)) };
      expect(value(bounds.smile({ tau: 2 }), beyond)).toBeCloseTo(
        mean(scores.joint) - 2 * Math.sign(side),
        4,
      );
    }
  });

  it("InfoNCE is log K less the multi-class K-pair loss", () => {
    // Sohn (2016): the mean over rows of log(1 + sum over the others of e^(f_ij - f_i)).
    const loss = mean(
      scores.joint.map((f, i) => Math.log1p(scores.product[i].reduce((sum, g) => sum + Math.exp(g - f), 0))),
    );
    expect(value(bounds.infoNCE(), scores)).toBeCloseTo(Math.log(12) - loss, 5);
  });

  it("options outside their range are refused", () => {
    expect(() => bounds.iAlpha({ alpha: 1.5 })).toThrow("iAlpha: alpha must be in [0, 1], got 1.5");
    expect(() => bounds.smile({ tau: 0 })).toThrow("smile: tau must be above 0, got 0");
  });
});

describe("MINE", () => {
  it("divides its gradient by the average of the batches seen, not by this batch's partition term alone", () => {
    const rate = 0.25;
    const bound = bounds.mine({ rate });
    const first = randomScores(6, 5, 1, 7);
    const second = randomScores(6, 5, 1, 8);
    const [, state] = bound.apply(toScores(bound, first), toArrays(bound.init));
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
  const [{ value, objective }] = bound.apply(toScores(bound, scores), toArrays(bound.init));
  objective.dispose();
  return value.js() as number;
}

/** Gradient of the objective with respect to joint, product and logBaseline, one after the other. */
function slopesOf(bound: Bound, { joint, product, logBaseline }: HostScores): number[] {
  const K = joint.length;
  const M = product[0].length;
  const objective = (x: np.Array) => {
    const scores = {
      joint: x.ref.slice([0, K]),
      product: x.ref.slice([K, K + K * M]).reshape([K, M]),
      logBaseline: x.slice([K + K * M, 2 * K + K * M]),
    };
    const [found] = bound.apply(scores, toArrays(bound.init));
    return found.objective;
  };
  return grad(objective)(np.array([...joint, ...product.flat(), ...logBaseline])).js() as number[];
}

function toScores(bound: Bound, { joint, product, logBaseline }: HostScores) {
  return {
    joint: np.array(joint),
    product: np.array(product.flat()).reshape([product.length, product[0].length]),
    ...(bound.baseline !== "none" && { logBaseline: np.array(logBaseline) }),
  };
}

function randomScores(K: number, M: number, scale: number, seed: number): HostScores {
  const draws = random(seed);
  const draw = () => scale * Math.fround(2 * draws.uniform() - 1);
  return {
    joint: Array.from({ length: K }, draw),
    product: Array.from({ length: K }, () => Array.from({ length: M }, draw)),
    logBaseline: Array.from({ length: K }, draw),
  };
}

/**
 * The best scores of one batch of a bivariate normal, row i with the x of the M rows after it: log p(y|x)/p(y) +
 * offset, or log p(y|x), both passed through `change`; and the baseline that is best for the unchanged ones.
 */
function gaussianScores(
  bound: Bound,
  K: number,
  M: number,
  rho: number,
  seed: number,
  change = (f: number) => f,
): HostScores {
  const draws = random(seed, 99);
  const x = Array.from({ length: K }, () => draws.normal());
  const y = x.map((v) => rho * v + Math.sqrt(1 - rho * rho) * draws.normal());
  const logDensity = (z: number, mean: number, variance: number) =>
    -0.5 * ((z - mean) ** 2 / variance + Math.log(2 * Math.PI * variance));
  const f = (a: number, b: number) => {
    const conditional = logDensity(b, rho * a, 1 - rho * rho);
    if (bound.critic === "conditional") return change(conditional);
    return change(conditional - logDensity(b, 0, 1)) + bound.offset;
  };
  const joint = x.map((a, i) => f(a, y[i]));
  return {
    joint,
    product: y.map((b, i) => Array.from({ length: M }, (_, m) => f(x[(i + m + 1) % K], b))),
    logBaseline: y.map((b, i) => {
      if (bound.baseline === "density") return logDensity(b, 0, 1);
      return bound.baseline === "pair" ? -joint[i] : 0;
    }),
  };
}

/** The mean of n draws and its standard error. */
function meanOf(n: number, draw: (seed: number) => number): [mean: number, error: number] {
  const draws = Array.from({ length: n }, (_, seed) => draw(seed));
  const center = mean(draws);
  return [center, Math.sqrt(mean(draws.map((v) => (v - center) ** 2)) / n)];
}
