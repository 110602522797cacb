import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findExperiment, jobsOf, loadExperiment, nodePlotter } from "@natwise/ask/node";
import { afterAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const root = join(repository, "experiments");
const names = readdirSync(root).filter((name) => existsSync(join(root, name, "experiment.ts")));
const load = (name: string) => loadExperiment(findExperiment(join(root, name)));
const rowsOf = (name: string): Record<string, unknown>[] =>
  readFileSync(join(root, name, "rows.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

it("finds the experiments of the repository", () => {
  expect(names).toEqual(["beyond-normal", "calibration", "mine-2018", "poole-2019", "song-ermon-2020"]);
});

describe.each(names)("experiments/%s", (name) => {
  it("has jobs whose ids are their own, fewer in the quick version, and labels that tell them apart", async () => {
    const experiment = await load(name);
    const full = jobsOf(experiment, { quick: false, seed: 0 });
    const quick = jobsOf(experiment, { quick: true, seed: 0 });
    expect(quick.length).toBeGreaterThan(0);
    const seconds = (jobs: typeof full) => jobs.reduce((sum, { cost = 1 }) => sum + cost, 0);
    expect(seconds(quick)).toBeLessThan(seconds(full) / 10);
    for (const jobs of [full, quick])
      expect(new Set(jobs.map(({ labels }) => JSON.stringify(labels))).size).toBe(jobs.length);
    for (const { labels } of full) expect(labels.seed).toBeTypeOf("number");
  });

  it("has a job for every row that is kept, with its labels", async () => {
    const jobs = new Map(
      jobsOf(await load(name), { quick: false, seed: 0 }).map(({ id, labels }) => [id, labels]),
    );
    for (const { id, ...row } of rowsOf(name)) {
      // Jobs of several draws have rows with seeds of their own.
      const { seed, ...labels } = jobs.get(id as string) ?? { seed: null, missing: id };
      expect(row).toMatchObject(labels);
    }
  });

  it("says what RESULTS.md says of the rows that are kept", async () => {
    const { claims, tables = [] } = await load(name);
    const seconds = 1;
    const rows = rowsOf(name).map((row) => ({ ...row, seconds })) as Parameters<
      (typeof claims)[number]["check"]
    >[0];
    const results = readFileSync(join(root, name, "RESULTS.md"), "utf8");
    const line = (cells: readonly string[]) =>
      `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
    for (const { claim, check } of claims) {
      const { pass, because } = check(rows);
      expect(results).toContain(line([pass ? "pass" : "**fail**", claim, because]));
    }
    for (const { caption, cells } of tables) {
      expect(results).toContain(`## ${caption}\n`);
      for (const row of cells(rows)) expect(results).toContain(line(row));
    }
  });

  it("says of every claim that it cannot be checked without rows, and draws nothing", async () => {
    const { claims, figures } = await load(name);
    expect(claims.length).toBeGreaterThan(1);
    for (const { check } of claims) expect(() => check([])).toThrow("no rows with");
    const drawing = await nodePlotter();
    for (const { draw } of figures) expect(draw([], drawing)).toBeNull();
  });
});

describe("loadExperiment", () => {
  const cache = join(repository, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "experiment-"));
  const file = join(folder, "experiment.ts");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("shares natwise and jax-js with the engine, and a stack names the line of the .ts", () => {
    writeFileSync(
      file,
      `import { numpy } from "@jax-js/jax";
import { estimate } from "natwise";
interface OnlyAType {
  readonly one: number;
}
const about = (type: OnlyAType): string => { throw new Error(\`\${type.one}\`); };
export default { jobs: () => [], claims: [], figures: [], about, numpy, estimate };
`,
    );
    const script = `
      import { loadExperiment } from "@natwise/ask/node";
      import { numpy } from "@jax-js/jax";
      import { estimate } from "natwise";
      const found = await loadExperiment({ file: ${JSON.stringify(file)} });
      let stack = "";
      try { found.about({ one: 1 }); } catch (error) { stack = error.stack; }
      console.log(JSON.stringify({ numpy: found.numpy === numpy, estimate: found.estimate === estimate, stack }));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: repository,
      encoding: "utf8",
    });
    const { stack, ...same } = JSON.parse(output);
    expect(same).toEqual({ numpy: true, estimate: true });
    expect(stack).toContain("experiment.ts:6:");
  });
});
