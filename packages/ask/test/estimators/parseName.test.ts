import { expect, it } from "vitest";
import { catalogue, criticsOffered } from "../../src/estimators/catalogue.ts";
import { parseCritic, parseEstimator } from "../../src/estimators/parseName.ts";

it("the library's names of estimators are understood", () => {
  expect(["gaussianMi", "gaussianCopula", "geometricKnn", "infoNCE", "iAlpha"].map(parseEstimator)).toEqual([
    ...["gaussian", "copula", "geometric", "infonce", "ialpha"],
  ]);
});

it("every name is understood as it stands, in capitals and with dashes, and so is every other name of it", () => {
  for (const { name, also } of catalogue) {
    for (const text of [name, name.toUpperCase(), ` ${name[0]}-${name.slice(1)}_`, ...also])
      expect(parseEstimator(text)).toBe(name);
  }
  for (const name of Object.keys(criticsOffered)) expect(parseCritic(name.toUpperCase())).toBe(name);
  expect([parseCritic("joint"), parseCritic("dot")]).toEqual(["concat", "separable"]);
});

it("no two estimators share a name", () => {
  const names = catalogue.flatMap(({ name, also }) => [...new Set([name, ...also])]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

it("a name that is none is refused with the nearest", () => {
  expect(() => parseEstimator("infonec")).toThrow(/did you mean infonce\? Known are auto, /);
  expect(() => parseEstimator("xyzzy")).toThrow(/^--estimator xyzzy: known are auto, /);
  expect(() => parseCritic("seperable")).toThrow(/^--critic seperable: did you mean separable\?/);
});
