import { describe, expect, it } from "vitest";
import { type Candidate, type Facts, factsOf, rossNeighbours } from "../../src/estimators/auto/facts.ts";
import { autoRules } from "../../src/estimators/auto/rules.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";

const draws = random(1);
const numbers = (d: number): Matrix => ({
  data: Float64Array.from({ length: 200 * d }, draws.normal),
  ...{ n: 200, d },
});
const labels = (): Matrix => ({
  data: Float64Array.from({ length: 200 }, () => draws.integer(3)),
  ...{ n: 200, d: 1 },
});
const names = (facts: Facts) => autoRules.filter((rule) => rule.applies(facts)).map(({ name }) => name);
const free = (x: Matrix, y: Matrix, train = true) => factsOf(x, y, null, { train, seed: 0 });
const given = (x: Matrix, y: Matrix, z: Matrix) => factsOf(x, y, z, { train: true, seed: 0 });

/** A candidate of so many nats. */
function found(nats: number, more: object = {}): Candidate {
  const result = {
    ...{ nats, ceiling: 6, heldOut: null, train: null, standardError: 0.01, curves: [], remarks: [] },
    ...more,
  };
  return { estimator: "any", nats, standardError: 0.01, found: result };
}
const after = (facts: Facts, entries: Record<string, Candidate>): Facts => ({
  ...facts,
  found: new Map(Object.entries(entries)),
});

describe("the rules of auto", () => {
  it("have something to report for whatever the columns are, and a reason for it", () => {
    for (const facts of [
      ...[free(labels(), labels()), free(labels(), numbers(1)), free(numbers(5), labels())],
      ...[free(numbers(1), numbers(1)), free(numbers(4), numbers(4)), free(numbers(15), numbers(15), false)],
      ...[labels(), numbers(2)].flatMap((z) => [
        given(labels(), labels(), z),
        given(numbers(1), labels(), z),
        given(numbers(1), numbers(2), z),
      ]),
    ]) {
      const [first] = autoRules.filter((rule) => rule.applies(facts));
      expect(first.role).toBe("report");
    }
    for (const { role, reason } of autoRules) expect(Boolean(reason)).toBe(role === "report");
  });

  it("go by what the columns are", () => {
    expect(names(free(labels(), labels()))).toEqual(["discrete, Grassberger", "Gao"]);
    expect(names(free(labels(), numbers(1)))).toEqual([
      "Ross on normal scores",
      "counts in cells of equal size",
    ]);
    expect(names(free(labels(), numbers(3)))).toEqual(["Ross on normal scores", "MINE"]);
    const spending = numbers(1);
    spending.data.fill(0, 0, 100);
    for (const facts of [free(spending, numbers(1)), free(labels(), spending), free(spending, spending)])
      expect(names(facts)[0]).toBe("counts of atoms, neighbours between them");
    expect(names(given(labels(), labels(), numbers(1)))).toEqual(["Mesner-Shalizi on normal scores"]);
    expect(names(given(numbers(1), numbers(1), labels()))).toEqual([
      "Frenzel-Pompe on normal scores",
      "Gaussian copula within groups",
    ]);
    // Thirty columns: no neighbours, unless nothing else may be done.
    expect(names(free(numbers(15), numbers(15)))).not.toContain("KSG on normal scores");
    expect(names(free(numbers(15), numbers(15), false))).toContain("KSG on normal scores");
  });

  it("take more neighbours for weak dependence of two columns in many rows, and fewer for many small categories", () => {
    const many = (): Matrix => ({ data: Float64Array.from({ length: 2000 }, draws.normal), n: 2000, d: 1 });
    const more = "KSG with more neighbours on normal scores";
    const of = (facts: Facts, nats: number) => names(after(facts, { "KSG on normal scores": found(nats) }));
    // The candidate's standard error is 0.01.
    expect(of(free(many(), many()), 0.039)[0]).toBe(more);
    expect(of(free(many(), many()), 0.041)).not.toContain(more);
    expect(names(free(many(), many()))).not.toContain(more);
    expect(of(free(numbers(1), numbers(1)), 0.01)).not.toContain(more);
    expect(of(free(numbers(2), numbers(1)), 0.01)).not.toContain(more);

    const codes = (count: number, n: number): Matrix => ({
      data: Float64Array.from({ length: n }, (_, i) => i % count),
      ...{ n, d: 1, categories: true },
    });
    // sqrt(2000) / 2 is 22.4.
    expect([22, 23].map((count) => rossNeighbours(free(codes(count, 2000), many())))).toEqual([3, 1]);
    // Gao is no check where most combinations are rare.
    expect(names(free(codes(40, 400), codes(7, 400)))).not.toContain("Gao");
    expect(names(free(codes(8, 400), codes(7, 400)))).toContain("Gao");
  });

  it("come to apply, and cease to, by what others found", () => {
    const pair = free(numbers(1), numbers(1));
    expect(names(pair)).toEqual(["KSG on normal scores", "Gaussian copula"]);
    expect(names(after(pair, { "KSG on normal scores": found(3) }))[0]).toBe("Geometric k-NN");
    expect(names(after(pair, { "KSG on normal scores": found(1) }))).not.toContain("Geometric k-NN");

    // Normal columns need no critic, unless neighbours find more than the Gaussian.
    const normal = { ...free(numbers(2), numbers(2)), normal: true };
    expect(names(normal)).not.toContain("MINE on a Gaussian");
    const fits = { "KSG on normal scores": found(0.9), "Gaussian copula": found(0.9) };
    expect(names(after(normal, fits))[0]).toBe("Gaussian copula");
    expect(names(after(normal, fits))).not.toContain("MINE on a Gaussian");
    const exceeded = { ...fits, "KSG on normal scores": found(1.2) };
    expect(names(after(normal, exceeded))).toContain("MINE on a Gaussian");

    const wide = { ...free(numbers(4), numbers(4)), normal: false };
    const copula = { "Gaussian copula": found(0.9) };
    const nothing = {
      ...copula,
      "MINE on a Gaussian": found(0.9, { gain: { nats: 0, standardError: 0.01 } }),
    };
    const more = {
      ...copula,
      "MINE on a Gaussian": found(1.4, { gain: { nats: 0.5, standardError: 0.01 } }),
    };
    const roles = (facts: Facts) =>
      autoRules
        .filter((rule) => rule.applies(facts) && rule.name === "Gaussian copula")
        .map(({ role }) => role);
    expect(roles(after(wide, copula))).toEqual(["check"]);
    expect(names(after(wide, nothing)).slice(0, 2)).toEqual(["Gaussian copula", "MINE on a Gaussian"]);
    expect(names(after(wide, more))[0]).toBe("MINE on a Gaussian");
    expect(roles(after(wide, more))).toEqual([]);
    // The Gaussian was refuted, so another critic is trained.
    expect(names(after(wide, more))).toContain("MINE, gated critic");
    const tall = { n: 10_000, d: 4, data: new Float64Array(40_000) };
    expect(names(after({ ...wide, x: tall, y: tall }, nothing))).not.toContain("MINE, gated critic");
    // With 200 rows the fit of 16 products costs 0.24 nats, and the critic on top of it proves nothing.
    expect(names(after(wide, nothing))).toContain("MINE, gated critic");
    expect(names(wide)).not.toContain("MINE, gated critic");
    // A critic that was stopped contradicts nothing, and confirms nothing.
    expect(roles({ ...after(wide, nothing), stopped: true })).toEqual(["check"]);
    expect(names({ ...after(wide, more), stopped: true })[0]).toBe("KSG on normal scores");
    // Stopped while the gated critic trained: it is missing, or a candidate as it is.
    expect(names({ ...after(wide, more), stopped: true })).toContain("MINE, gated critic");
  });
});
