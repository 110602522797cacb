import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findExperiment } from "../../ask/src/experiments/findExperiment.ts";
import { jobsOf } from "../../ask/src/experiments/jobsOf.ts";
import { loadExperiment } from "../../ask/src/experiments/loadExperiment.ts";
import { nodePlotter } from "../../ask/src/figures/node/nodePlotter.ts";

const root = fileURLToPath(new URL("../../../experiments", import.meta.url));
const names = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory());

describe.each(names)("experiments/%s", (name) => {
  it("has jobs whose ids are their own, fewer in the quick version, and labels that tell them apart", async () => {
    const experiment = await loadExperiment(findExperiment(join(root, name)));
    const full = jobsOf(experiment, { quick: false, seed: 0 });
    const quick = jobsOf(experiment, { quick: true, seed: 0 });
    expect(quick.length).toBeGreaterThan(0);
    const seconds = (jobs: typeof full) => jobs.reduce((sum, { cost = 1 }) => sum + cost, 0);
    expect(seconds(quick)).toBeLessThan(seconds(full) / 10);
    for (const jobs of [full, quick])
      expect(new Set(jobs.map(({ labels }) => JSON.stringify(labels))).size).toBe(jobs.length);
    for (const { labels } of full) expect(labels.seed).toBeTypeOf("number");
  });

  it("says of every claim that it cannot be checked without rows, and draws nothing", async () => {
    const { claims, figures } = await loadExperiment(findExperiment(join(root, name)));
    expect(claims.length).toBeGreaterThan(1);
    for (const { check } of claims) expect(() => check([])).toThrow("no rows with");
    const drawing = await nodePlotter();
    for (const { draw } of figures) expect(draw([], drawing)).toBeNull();
  });
});
