import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { findExperiment } from "../../src/experiments/findExperiment.ts";
import { loadExperiment } from "../../src/experiments/loadExperiment.ts";
import { UsageError } from "../../src/UsageError.ts";
import { file, scratch } from "../files.ts";

it("finds an experiment by its folder or its file, and TypeScript before JavaScript", () => {
  const folder = scratch();
  const script = file("experiment.mjs", "", folder);
  expect(findExperiment(folder)).toEqual({ file: script, folder, name: basename(folder) });
  const typed = file("experiment.ts", "", folder);
  expect(findExperiment(folder).file).toBe(typed);
  expect(findExperiment(script).file).toBe(script);
});

it("refuses a folder without one, and a folder of that name", () => {
  const folder = scratch();
  expect(() => findExperiment(folder)).toThrow(/there is no experiment at .*; name a folder with/);
  mkdirSync(join(folder, "experiment.ts"));
  expect(() => findExperiment(folder)).toThrow(UsageError);
});

it("loads TypeScript and JavaScript, and refuses a file that exports no experiment", async () => {
  const folder = scratch();
  const typed = `const jobs = (options: { seed: number }): { id: string }[] => [{ id: String(options.seed) }];
export default { title: "typed", jobs };
`;
  const found = await loadExperiment(findExperiment(file("experiment.ts", typed, folder)));
  expect(found.title).toBe("typed");
  expect(found.jobs({ quick: true, seed: 4 })).toEqual([{ id: "4" }]);
  const empty = file("empty.mjs", "export default {};", folder);
  await expect(loadExperiment({ file: empty })).rejects.toThrow("must export an experiment by default");
});
