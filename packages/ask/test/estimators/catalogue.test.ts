import { estimate, ksg, methods } from "natwise";
import { afterEach, describe, expect, it, vi } from "vitest";
import { catalogue, criticsOffered } from "../../src/estimators/catalogue.ts";
import { checkSpecs } from "../../src/estimators/checkSpecs.ts";
import { describeEstimator } from "../../src/estimators/describeEstimator.ts";
import { makeEstimator } from "../../src/estimators/makeEstimator.ts";
import { parseEstimator } from "../../src/estimators/parseName.ts";
import { UsageError } from "../../src/UsageError.ts";
import { noise } from "../files.ts";

afterEach(() => {
  vi.doUnmock("natwise");
  vi.resetModules();
});

describe.each(catalogue.map((offered) => [offered.name, offered] as const))("%s", (name, offered) => {
  it("goes from what was typed to an estimator whose estimates are described by its method", () => {
    const flags = {
      ...(offered.kind === "trained" ? { steps: 50, batch: 16 } : {}),
      ...(offered.kind === "neighbours" ? { k: 4 } : {}),
      ...(offered.takesCritic ? { critic: "concat" } : {}),
    };
    const specs = checkSpecs([parseEstimator(name.toUpperCase())], flags);
    expect(specs).toEqual([{ name, ...flags }]);
    const estimator = makeEstimator(JSON.parse(JSON.stringify(specs[0])));
    expect(estimator.name).toBe(makeEstimator({ name }).name);
    expect(estimator.conditional !== undefined).toBe(offered.conditional);
    if (name === "auto") return;
    const method = methods.find((one) => one.name === offered.method)!;
    expect(describeEstimator(estimator.name)).toBe(`${estimator.name}: ${method.summary}`);
    if (method.given === null) expect(estimator.guarantee).toBe(method.guarantee);
  });
});

it("offers what the library's methods offer, each once, after auto", () => {
  const names = methods.flatMap(({ offeredAs }) => offeredAs ?? []);
  expect(catalogue.map(({ name }) => name)).toEqual(["auto", ...names]);
  expect(new Set(names).size).toBe(names.length);
});

it("offers a bound that was added to the library's catalogue without another edit", async () => {
  vi.resetModules();
  vi.doMock("natwise", async (original) => {
    const library = await original<typeof import("natwise")>();
    const nwj = library.methods.find(({ name }) => name === "nwj")!;
    const added = { ...nwj, name: "newBound", offeredAs: "newbound", shownAs: ["New bound"] };
    const make = () => ({ ...library.nwj(), name: "New bound" });
    return {
      ...library,
      methods: [...library.methods, added],
      bounds: { ...library.bounds, newBound: make },
    };
  });
  // One after the other: modules that are imported at the same time may meet the library before it is replaced.
  expect((await import("natwise")).bounds).toHaveProperty("newBound");
  const { parseEstimator } = await import("../../src/estimators/parseName.ts");
  const { checkSpecs } = await import("../../src/estimators/checkSpecs.ts");
  const { makeEstimator } = await import("../../src/estimators/makeEstimator.ts");
  const { describeEstimator } = await import("../../src/estimators/describeEstimator.ts");
  const [spec] = checkSpecs([parseEstimator("New-Bound")], { critic: "concat", steps: 10 });
  expect(spec).toEqual({ name: "newbound", critic: "concat", steps: 10 });
  expect(makeEstimator(spec).name).toBe("New bound");
  expect(describeEstimator("New bound")).toMatch(/^New bound: \w/);
  expect(() => parseEstimator("newbuond")).toThrow("did you mean newbound?");
});

it("a spec's options reach the estimator", async () => {
  const x = Array.from({ length: 80 }, (_, i) => noise(i));
  const y = x.map((value, i) => value + noise(i, 2));
  const at = async (estimator: ReturnType<typeof makeEstimator>) =>
    (await estimate(x, y, { estimator })).nats;
  expect(await at(makeEstimator({ name: "ksg", k: 7 }))).toBe(await at(ksg({ k: 7 })));
  expect(await at(makeEstimator({ name: "ksg", k: 7 }))).not.toBe(await at(ksg()));
  expect(() => makeEstimator({ name: "mine", steps: 0 })).toThrow(/steps must be/);
  expect(() => makeEstimator({ name: "mine", batch: 1 })).toThrow(/batch must be/);
  expect(Object.keys(criticsOffered)).toEqual(["separable", "concat"]);
});

it("a name that the catalogue does not have is refused when the estimator is made", () => {
  expect(() => makeEstimator({ name: "xyzzy" })).toThrow(
    /^estimator: must be one of auto, .*, discrete, got xyzzy$/,
  );
  for (const critic of ["xyzzy", "toString"])
    expect(() => makeEstimator({ name: "mine", critic })).toThrow(
      `critic: must be one of separable, concat, got ${critic}`,
    );
});

it("options stand only in the specs of estimators that take them", () => {
  expect(checkSpecs(["mine", "ksg", "copula"], { steps: 5, k: 4 })).toEqual([
    ...[{ name: "mine", steps: 5 }, { name: "ksg", k: 4 }, { name: "copula" }],
  ]);
  for (const [names, options, message] of [
    [["ksg"], { steps: 5 }, "--steps has no meaning for ksg, which trains nothing"],
    [["auto"], { critic: "concat" }, "--critic has no meaning for auto, which chooses by itself"],
    [["mine"], { k: 4 }, "--k has no meaning for mine"],
    [["doe"], { critic: "concat" }, "--critic has no meaning for doe, which fits densities"],
    [["mine", "nwj"], { save: "c.onnx" }, "--save writes one critic, but mine, nwj train one each"],
    [["gaussian"], { save: "c.onnx" }, "--save has no meaning for gaussian"],
    [["mine"], { conditional: true }, "--given: mine cannot condition on columns; auto, ksg, gao, "],
  ] as const) {
    expect(() => checkSpecs(names, options)).toThrow(message);
    expect(() => checkSpecs(names, options)).toThrow(UsageError);
  }
});
