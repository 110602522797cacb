import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ExperimentJob } from "../../src/experiments/experiment.ts";
import { jsonLines, type Result, readResult, rowsOf, writeResult } from "../../src/experiments/results.ts";
import { scratch } from "../files.ts";

const job = (id: string, labels = { seed: 1 }): ExperimentJob => ({ id, labels, run: async () => ({}) });
const about = { seconds: 0.1, commit: null, versions: { natwise: "1" } };
const result = (rows: Result["rows"], more: Partial<Result> = {}): Result => ({
  ...{ labels: { seed: 1 }, rows, ...about },
  ...more,
});

it("a result is kept under its job's id, whole, and read again", () => {
  const folder = scratch();
  const written = result([{ step: 1, nats: 0.5 }]);
  writeResult(folder, job("ksg/a"), written);
  expect(readResult(folder, job("ksg/a"))).toEqual(written);
  expect(readdirSync(join(folder, "results/ksg"))).toEqual(["a.json"]);
});

it("there is none of a job that was not run, is half a file, or has other labels now", () => {
  const folder = scratch();
  expect(readResult(folder, job("a"))).toBeNull();
  writeResult(folder, job("a"), result([]));
  expect(readResult(folder, job("a", { seed: 2 }))).toBeNull();
  mkdirSync(join(folder, "results"), { recursive: true });
  writeFileSync(join(folder, "results/b.json"), '{"labels":{"seed":1},"rows":[');
  expect(readResult(folder, job("b"))).toBeNull();
});

it("an error other than a missing file is not taken for a job that was not run", () => {
  const folder = scratch();
  mkdirSync(join(folder, "results/a.json"), { recursive: true });
  expect(() => readResult(folder, job("a"))).toThrow(/EISDIR/);
});

it("rows stand in the order of the jobs, begin with id and labels, and a failure is a row", () => {
  const results = new Map([
    ["c", result([{ step: 1 }, { step: 2 }])],
    ["a", result([{ labels: "mine" }])],
    ["d", result([], { error: "too small" })],
  ]);
  const rows = rowsOf(
    ["a", "b", "c", "d"].map((id) => job(id)),
    results,
  );
  const kept = { commit: null, versions: { natwise: "1" } };
  expect(rows).toEqual([
    { id: "a", seed: 1, labels: "mine", ...kept },
    { id: "c", seed: 1, step: 1, ...kept },
    { id: "c", seed: 1, step: 2, ...kept },
    { id: "d", seed: 1, error: "too small", ...kept },
  ]);
  expect(Object.keys(rows[1]).slice(0, 3)).toEqual(["id", "seed", "step"]);
  expect(
    jsonLines(rows)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
});
