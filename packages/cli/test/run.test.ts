import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { file, natwise, scratch } from "./terminal.ts";

const command = fileURLToPath(new URL("../bin/natwise.js", import.meta.url));
const library = new URL("../../natwise/dist/index.js", import.meta.url).href;

/** A folder with an experiment in it: KSG on Gaussians, `ms` of waiting before each job. */
function experiment({ ms = 0, more = "" } = {}): string {
  const folder = scratch();
  file(
    "experiment.mjs",
    `import { estimate, gaussian, infoNCE, ksg, miTerm, separable, stream } from ${JSON.stringify(library)};
const wait = () => new Promise((resolve) => setTimeout(resolve, ${ms}));
const jobs = ({ quick, seed }) => [
  ...[0.3, 0.6, 0.9].flatMap((rho) =>
    Array.from({ length: quick ? 1 : 3 }, (_, i) => ({
      id: "ksg/rho" + rho + "-seed" + (seed + i),
      labels: { estimator: "ksg", rho, seed: seed + i },
      async run() {
        await wait();
        const task = gaussian({ rho });
        const { x, y } = task.sample(200, seed + i);
        const shape = ({ data, n, d }) => ({ data, shape: [n, d] });
        const { nats } = await estimate(shape(x), shape(y), { estimator: ksg(), seed: seed + i });
        return { estimate: nats, truth: task.nats, curve: [{ step: 1, nats }] };
      },
    })),
  ),
  {
    id: "stream",
    labels: { estimator: "infoNCE", seed },
    cost: 3,
    async run({ engine, signal, onProgress }) {
      const term = miTerm({ bound: infoNCE(), critic: separable({ hidden: [8], embed: 4 }) });
      const stairs = [{ task: gaussian({ nats: 1 }), steps: 300 }];
      const values = await stream({ term, stairs, seed, batch: 16, engine, signal, onProgress });
      return [100, 300].map((step) => ({ step, estimate: values[step - 1] }));
    },
  },
  ${more}
];
export default {
  title: "Three <correlations>",
  about: "KSG.",
  jobs,
  claims: [
    { claim: "KSG is near", check: (rows) => {
      const errors = rows.filter((row) => row.rho).map((row) => Math.abs(row.estimate - row.truth));
      return { pass: Math.max(...errors) < 0.5, because: "largest error " + Math.max(...errors).toFixed(2) };
    } },
    { claim: "KSG is exact", check: (rows) => ({ pass: rows.every((row) => row.estimate === row.truth), because: "not one is" }) },
    { claim: "Nobody knows", check: () => { throw new Error("no rows of it"); } },
  ],
  figures: [
    { name: "errors", caption: "Estimates & truths", draw: (rows, { Plot, draw, colours }) => rows.length === 0 ? null : draw("Errors", {
      marks: [Plot.dot(rows.filter((row) => row.truth), { x: "truth", y: "estimate", fill: colours.blue }), Plot.text([String(rows[0].seconds > 0)], { frameAnchor: "top" })],
    }) },
    { name: "wrong", caption: "Wrong", draw: () => { throw new Error("no such column"); } },
    { name: "nothing", caption: "Not yet", draw: () => null },
  ],
  tables: [{ name: "mean", caption: "Means", cells: (rows) => [["rho", "estimate"], ...rows.filter((row) => row.rho).map((row) => [String(row.rho), row.estimate.toFixed(2)])] }],
};
`,
    folder,
  );
  return folder;
}

const lines = (path: string) =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("natwise run", () => {
  it("runs every job and writes rows, claims, figures and a page", async () => {
    const folder = experiment();
    const csv = join(folder, "rows.csv");
    const { code, stdout, stderr } = await natwise(["run", folder, "--csv", csv]);
    expect(code).toBe(0);
    expect(stderr.match(/ of 10: /g)).toHaveLength(10);
    const rows = lines(join(folder, "rows.jsonl"));
    expect(rows.map(({ id }) => id).slice(0, 4)).toEqual([
      "ksg/rho0.3-seed0",
      "ksg/rho0.3-seed1",
      "ksg/rho0.3-seed2",
      "ksg/rho0.6-seed0",
    ]);
    expect(rows[8]).toMatchObject({ estimator: "ksg", rho: 0.9, seed: 2, commit: null });
    expect(rows[8].truth).toBeCloseTo(0.8303656, 6);
    expect(Object.keys(rows[8].versions)).toEqual(["natwise", "node"]);
    // A job of several rows gives several lines.
    expect(rows.slice(9).map(({ id, step }) => [id, step])).toEqual([
      ["stream", 100],
      ["stream", 300],
    ]);
    expect(lines(join(folder, "times.jsonl"))).toHaveLength(10);
    expect(stdout).toMatch(/pass {2}KSG is near: largest error 0\.\d\d/);
    expect(stdout).toContain("FAIL  KSG is exact: not one is");
    expect(stdout).toContain("open  Nobody knows: cannot be checked (no rows of it)");
    expect(stdout).toContain("10 jobs: 10 run now, 0 done before, 0 failed\n");
    expect(stdout).toContain("failed  figure wrong: no such column");
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toContain("<title>Three &lt;correlations&gt; · natwise</title>");
    expect(page).toContain("Estimates &amp; truths");
    expect(page).toContain("not one is");
    const results = readFileSync(join(folder, "RESULTS.md"), "utf8");
    expect(results).toContain("# Three <correlations>: results\n");
    expect(results).toContain("| **fail** | KSG is exact | not one is |\n");
    expect(results).toContain("](figures/errors.svg)");
    expect(readdirSync(join(folder, "figures"))).toEqual(["errors.svg"]);
    const svg = readFileSync(join(folder, "figures/errors.svg"), "utf8");
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain(">true<");
    const [head, first] = readFileSync(csv, "utf8").split("\r\n");
    expect(head).toBe("id,estimator,rho,seed,estimate,truth,curve,commit,versions,seconds,step");
    expect(first).toContain('"[{""step"":1,""nats"":');
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create()).connect();
    const query = `select count(*)::int, max(curve[1].step)::int from read_json('${join(folder, "rows.jsonl")}')`;
    expect((await connection.runAndReadAll(query)).getRows()).toEqual([[11, 1]]);
  });

  it("goes on after kill -9 as if nothing had happened, row by row", async () => {
    const undisturbed = experiment();
    await natwise(["run", undisturbed, "--threads", "1"]);
    const killed = experiment({ ms: 300 });
    const results = join(killed, "results/ksg");
    const process = spawn("node", [command, "run", killed, "--threads", "2"], { stdio: "ignore" });
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      process.on("exit", (_, signal) => resolve(signal)),
    );
    const whole = () =>
      existsSync(results) ? readdirSync(results).filter((name) => name.endsWith(".json")) : [];
    while (whole().length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    const before = whole().map((name) => [name, readFileSync(join(results, name), "utf8")]);
    expect(before.length).toBeLessThan(9);
    expect(existsSync(join(killed, "rows.jsonl"))).toBe(false);
    // What a kill in the middle of a write leaves: a temporary file, and nothing by its own name.
    writeFileSync(join(results, ".rho0.9-seed2.json.1.part"), '{"labels":');

    const { code, stdout } = await natwise(["run", killed]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/10 jobs: \d run now, [345] done before, 0 failed/);
    for (const [name, contents] of before) expect(readFileSync(join(results, name), "utf8")).toBe(contents);
    expect(readFileSync(join(killed, "rows.jsonl"), "utf8")).toBe(
      readFileSync(join(undisturbed, "rows.jsonl"), "utf8"),
    );
  });

  it("does not run twice what is done, but what was lost, broken, or is of another job", async () => {
    const folder = experiment();
    await natwise(["run", folder]);
    const rows = readFileSync(join(folder, "rows.jsonl"), "utf8");
    const result = (name: string) => join(folder, "results/ksg", `${name}.json`);
    rmSync(result("rho0.3-seed0"));
    writeFileSync(result("rho0.3-seed1"), '{"labels":');
    const other = JSON.parse(readFileSync(result("rho0.3-seed2"), "utf8"));
    writeFileSync(
      result("rho0.3-seed2"),
      JSON.stringify({ ...other, labels: { ...other.labels, rho: 0.4 } }),
    );
    const { stdout } = await natwise(["run", folder]);
    expect(stdout).toContain("10 jobs: 3 run now, 7 done before, 0 failed");
    expect(readFileSync(join(folder, "rows.jsonl"), "utf8")).toBe(rows);
  });

  it("makes a row with the error of a job that fails, goes on with the others, and retries when asked", async () => {
    const broken = `
      { id: "broken", labels: { seed }, run() { if (process.env.NATWISE_TEST_MENDED) return { estimate: 1 }; throw new RangeError("too small: got 3"); } },
      { id: "dies", labels: { seed }, run() { process.exit(7); } },
      { id: "silent", labels: { seed }, run() {} },`;
    const folder = experiment({ more: broken });
    const { code, stdout } = await natwise(["run", folder, "--quick", "--threads", "1"]);
    expect(code).toBe(0);
    const rows = lines(join(folder, "quick/rows.jsonl"));
    expect(rows).toHaveLength(8);
    expect(rows[5]).toMatchObject({ id: "broken", seed: 0, error: "too small: got 3" });
    expect(rows[6]).toMatchObject({ id: "dies", error: "its worker ended before it did (exit code 7)" });
    expect(rows[7].error).toBe("the job must return a row, or a list of rows, got undefined");
    expect(stdout).toContain("failed  broken: too small: got 3");
    expect(stdout).toContain("3 failed; --retry runs those again");
    expect(stdout).toContain("too short to judge claims by");
    expect(readFileSync(join(folder, "quick/report.html"), "utf8")).toContain("Failed: broken: too small");
    expect((await natwise(["run", folder, "--quick"])).stdout).toContain("7 jobs: 0 run now");
    process.env.NATWISE_TEST_MENDED = "yes";
    const one = await natwise(["run", folder, "--quick", "--retry", "--only", "broken"]);
    expect(one.stdout).toContain("1 job: 1 run now, 0 done before, 2 failed");
    const again = await natwise(["run", folder, "--quick", "--retry"]);
    delete process.env.NATWISE_TEST_MENDED;
    expect(again.stdout).toContain("7 jobs: 2 run now, 5 done before, 2 failed");
    // Failed jobs that were not asked for keep their rows.
    expect(lines(join(folder, "quick/rows.jsonl"))).toHaveLength(8);
  });

  it("stops cleanly on Ctrl-C and keeps what is done", async () => {
    const folder = experiment({ ms: 300 });
    const stop = new AbortController();
    const running = natwise(["run", folder, "--threads", "1"], stop.signal);
    while (!existsSync(join(folder, "results/ksg"))) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    const { code, stdout, stderr } = await running;
    expect(code).toBe(130);
    expect(stdout).toBe("");
    expect(stderr).toMatch(
      /natwise: stopped; \d of 10 jobs are done and kept in .*results; the same command goes on/,
    );
    expect(existsSync(join(folder, "rows.jsonl"))).toBe(false);
  });

  it("runs a part of the jobs and says what was judged", async () => {
    const folder = experiment();
    const { stdout } = await natwise(["run", folder, "--only", "ksg/rho0.6"]);
    expect(stdout).toContain("3 jobs: 3 run now");
    expect(stdout).toContain("Judged on 3 of 10 jobs.");
    const seeds = await natwise(["run", folder, "--only", "ksg/rho0.6", "--seed", "2"]);
    expect(seeds.stdout).toContain("3 jobs: 2 run now, 1 done before");
  });

  it("says what is wrong with its arguments in one line", async () => {
    const folder = experiment();
    const refusal = async (...argv: string[]) => {
      const { code, stderr } = await natwise(["run", ...argv]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal(join(folder, "nowhere"))).toContain("name a folder with an experiment.ts in it");
    expect(await refusal(folder, "--only", "nothing")).toContain(
      "no job begins like this; the first of 10 is ksg/",
    );
    expect(await refusal(folder, "--threads", "0")).toContain(
      "--threads must be a whole number, at least 1, got 0",
    );
    expect(await refusal(folder, "--csv", join(folder, "no/such.csv"))).toContain("there is no folder");
    expect(await refusal(folder, "--fast")).toContain("see natwise run --help");
    expect(await refusal(file("empty.mjs", "export default {};"))).toContain(
      "must export an experiment by default",
    );
    const twice = `{ id: "stream", labels: {}, run() {} },`;
    expect(await refusal(experiment({ more: twice }))).toContain("two jobs have this id");
    const outside = `{ id: "../up", labels: {}, run() {} },`;
    expect(await refusal(experiment({ more: outside }))).toContain("an id is words of letters, digits");
  });
});
