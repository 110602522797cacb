import { numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { bound } from "../../src/bounds/bound.ts";
import { bounds } from "../../src/bounds/index.ts";
import { startJax } from "../../src/engine/jaxEngine.ts";
import { neural } from "../../src/estimators/neural.ts";
import { methods } from "../../src/methods.ts";

await startJax();

const words = { name: "B", title: "", summary: "", formula: "", references: [] };
const scores = () => ({ joint: np.array([1, 3]), product: np.array([[5], [7]]) });

describe("bound", () => {
  it("of a value alone is a lower bound to maximise, of any critic and without baseline, ceiling or state", () => {
    const plain = bound({ ...words, value: ({ joint, product }) => joint.mean().sub(product.mean()) });
    expect(plain).toMatchObject({
      ...{ guarantee: "lower", direction: "maximise", critic: "any", baseline: "none", offset: 0, init: {} },
      traits: { unbiased: { value: true, gradient: true }, batchDependent: false, variance: "high" },
    });
    expect(plain.ceiling(8)).toBeNull();
    const [{ value, objective }, state] = plain.apply(scores(), { kept: 1 });
    expect(state).toEqual({ kept: 1 });
    expect(objective).toBe(value);
    expect(value.js()).toBe(-4);
  });

  it("is minimised if it is an upper bound, and only reported if it is no bound", () => {
    const value = ({ joint }: { joint: np.Array }) => joint.mean();
    expect(bound({ ...words, guarantee: "upper", value }).direction).toBe("minimise");
    expect(bound({ ...words, guarantee: "none", value }).direction).toBe("report");
  });

  it("leaves no score behind that its equations do not read", () => {
    const { joint, product } = scores();
    const logBaseline = np.array([0, 0]);
    const partial = bound({
      ...words,
      baseline: "row",
      value: ({ joint, logBaseline }) => joint.sub(logBaseline).mean(),
      objective: ({ joint }) => joint.mean(),
    });
    const [{ value, objective }] = partial.apply({ joint, product, logBaseline }, {});
    expect([joint, product, logBaseline].map(({ refCount }) => refCount)).toEqual([0, 0, 0]);
    expect([value.js(), objective.js()]).toEqual([2, 2]);
  });
});

describe("a bound that a command offers", () => {
  const offered = methods.filter(({ kind, offeredAs }) => kind === "bound" && offeredAs !== null);

  it.each(offered)("$name keeps its guarantee with the parts that are trained by default", (method) => {
    const make = bounds[method.name as keyof typeof bounds];
    expect(neural({ bound: make() }).guarantee).toBe(method.guarantee);
  });

  it("has a name that no other method has", () => {
    const names = methods.flatMap(({ offeredAs }) => offeredAs ?? []);
    expect(new Set(names).size).toBe(names.length);
  });
});
