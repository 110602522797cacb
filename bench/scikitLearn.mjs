/**
 * Mutual information of each column with the target, by `natwise rank` and by scikit-learn, on the data sets that come with
 * scikit-learn. Prints Markdown; bench/SCIKIT-LEARN.md holds a run.
 *
 *     PYTHON=python3 node bench/scikitLearn.mjs
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "natwise-"));
const large = { maxBuffer: 1e8, encoding: "utf8" };
try {
  const python = process.env.PYTHON ?? "python3";
  const { version, found } = JSON.parse(execFileSync(python, [here("scikitLearn.py"), folder], large));
  const rows = Object.entries(found).flatMap(([name, columns]) => {
    const command = [here("../packages/cli/bin/natwise.js"), "rank", join(folder, `${name}.csv`)];
    const ours = JSON.parse(
      execFileSync(process.execPath, [...command, "--target", "target", "--json"], large),
    );
    return ours.rows.map(({ column, nats, interval, estimator }) => ({
      ...{ name, column, nats, interval, estimator, theirs: columns[column] },
      difference: nats - columns[column],
    }));
  });
  const names = [...new Set(rows.map(({ name }) => name))];
  console.log(`scikit-learn ${version}, in nats.\n`);
  console.log("| data | columns | largest difference | differences above 0.05 |");
  console.log("| --- | ---: | ---: | ---: |");
  for (const name of names) {
    const of = rows.filter((row) => row.name === name).map(({ difference }) => Math.abs(difference));
    const far = of.filter((difference) => difference > 0.05).length;
    console.log(`| ${name} | ${of.length} | ${Math.max(...of).toFixed(3)} | ${far} |`);
  }
  console.log("\n| data | column | natwise | 95% interval | scikit-learn | difference | natwise by |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: | --- |");
  for (const { name, column, nats, interval, theirs, difference, estimator } of rows) {
    const range = interval ? `${interval.low.toFixed(3)} to ${interval.high?.toFixed(3) ?? "..."}` : "-";
    const numbers = [nats, range, theirs, difference].map((v) => (typeof v === "number" ? v.toFixed(3) : v));
    console.log(`| ${[name, column, ...numbers, estimator].join(" | ")} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
