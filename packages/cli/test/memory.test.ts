import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { file, scratch } from "./terminal.ts";

it("100,000 rows of 20 columns take less than 1 GiB, file, training and all", async () => {
  const folder = scratch();
  const path = join(folder, "large.csv");
  const names = Array.from({ length: 20 }, (_, j) => `c${j}`);
  const connection = await (await DuckDBInstance.create()).connect();
  const columns = names.map((name) => `random() + 0.1 * (range % 7) AS ${name}`).join(", ");
  await connection.run(`COPY (SELECT ${columns} FROM range(100000)) TO '${path}'`);
  // The most memory a process ever held is known to itself only: a script runs the command and prints it.
  const program = new URL("../dist/program.js", import.meta.url).href;
  const script = file(
    "measure.mjs",
    `import { main } from ${JSON.stringify(program)};
const io = { stdout() {}, stderr: (text) => process.stderr.write(text), signal: new AbortController().signal, terminal: null };
const code = await main(process.argv.slice(2), { ...io, argv: [] });
process.stdout.write(JSON.stringify({ code, kib: process.resourceUsage().maxRSS }));`,
  );
  const argv = [
    "estimate",
    path,
    "--x",
    names.slice(0, 10).join(),
    "--y",
    names.slice(10).join(),
    ...["--estimator", "mine"],
    "--steps",
    "20",
  ];
  const { code, kib } = JSON.parse(execFileSync(process.execPath, [script, ...argv], { encoding: "utf8" }));
  expect(code).toBe(0);
  expect(kib / 1024).toBeLessThan(1024);
}, 180_000);
