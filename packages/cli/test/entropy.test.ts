import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesOf, csv, file, natwise, noise, penguins, scratch, untilBegun } from "./terminal.ts";

async function entropies(path: string, ...more: string[]) {
  const { code, stdout, stderr } = await natwise(["entropy", path, "--json", ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const columns = {
  coin: (i: number) => (noise(i, 1) < 0.5 ? "heads" : "tails"),
  other: (i: number) => (noise(i, 2) < 0.5 ? "heads" : "tails"),
  // Uniform on 0 ... 4: log 4 nats.
  u: (i: number) => 4 * noise(i, 3),
  v: (i: number) => noise(i, 4),
};

describe("natwise entropy", () => {
  it("of two coins is a bit each and two together", async () => {
    const { rows, joint } = await entropies(
      file("a.csv", csv(2000, columns)),
      "--columns",
      "coin,other",
      "--units",
      "bits",
    );
    // The delta method: the entropy of a nearly fair coin varies by far less than 1 / sqrt N.
    for (const { bits, kind } of rows) {
      expect(kind).toBe("discrete");
      expect(Math.abs(bits - 1)).toBeLessThan(0.01);
    }
    expect(Math.abs(joint.bits - 2)).toBeLessThan(0.02);
  });

  it("of numbers on a scale is differential, in their own units", async () => {
    const { rows, joint } = await entropies(file("a.csv", csv(2000, columns)), "--columns", "u,v");
    for (const [at, truth] of [Math.log(4), 0].entries()) {
      expect(rows[at].kind).toBe("differential");
      expect(Math.abs(rows[at].nats - truth)).toBeLessThan(4 * rows[at].standardError + 0.02);
    }
    expect(Math.abs(joint.nats - Math.log(4))).toBeLessThan(4 * joint.standardError + 0.05);
  });

  it("says that values that repeat and numbers on a scale have none together, and what was not answered", async () => {
    const path = file("a.csv", csv(200, { ...columns, gone: () => "" }));
    const { rows, joint } = await entropies(path);
    expect(rows.map(({ column }: { column: string }) => column)).toEqual(["coin", "other", "u", "v", "gone"]);
    expect(rows[4]).toMatchObject({
      ...{ nats: null, n: 0 },
      warnings: ['column "gone" has no values; leave it out'],
      remarks: [{ code: "noValues", columns: ["gone"] }],
    });
    expect(joint.nats).toBeNull();
    expect(codesOf(joint)).toEqual(["kindsApart"]);
    expect(joint.warnings[0]).toMatch(
      /^categories \(coin, other\) and numbers on a scale \(u, v\) have no joint entropy; name/,
    );
  });

  it("takes numbers for what it is told, and each column's own rows", async () => {
    const path = penguins;
    const as = async (kind: string) =>
      (await entropies(path, "--columns", "bill_length_mm,sex", "--kind", kind)).rows;
    const [discrete, differential] = [await as("discrete"), await as("differential")];
    expect(discrete[0]).toMatchObject({ kind: "discrete", n: 342 });
    expect(differential[0]).toMatchObject({ kind: "differential", n: 342 });
    expect(discrete[1]).toMatchObject({ kind: "discrete", n: 333 });
    expect(differential[1]).toMatchObject({ nats: null, kind: null, n: 333 });
    expect(differential[1].remarks).toMatchObject([{ code: "textsOnAScale", columns: ["sex"] }]);
    expect(differential[1].warnings[0]).toMatch(/column "sex" holds texts, which have no place on a scale/);
  });

  it("says in a column's row why it has no entropy", async () => {
    const path = file(
      "a.csv",
      csv(200, {
        ...columns,
        one: () => 3,
        infinite: (i) => (i === 5 ? "inf" : noise(i, 6)),
        few: (i) => (i < 19 ? noise(i, 7) : ""),
        once: (i) => (i === 0 ? 7 : ""),
        far: (i) => Math.exp(20 * Math.sin(i) * (i % 3 === 0 ? 3 : 1)),
        again: (i) => 2 * columns.u(i),
      }),
    );
    const { rows, joint } = await entropies(path, "--kind", "differential");
    const codes = rows.map((row: { column: string; remarks: { code: string }[] }) => [
      row.column,
      codesOf(row),
    ]);
    expect(Object.fromEntries(codes)).toMatchObject({
      coin: ["textsOnAScale"],
      one: ["constantOnAScale"],
      infinite: ["infinite"],
      few: ["tooFewForEntropy"],
      once: ["tooFewForEntropy"],
      far: ["indistinctOnAScale"],
    });
    const why = Object.fromEntries(
      rows.map(({ column, warnings }: { column: string; warnings: string[] }) => [column, warnings[0]]),
    );
    expect(why.coin).toMatch(/^column "coin" holds texts, .*; leave it out, or leave out --kind diff/);
    expect(why.one).toMatch(/^column "one" has the same value in all 200 rows, .*; leave it out, or/);
    expect(why.infinite).toMatch(/^column "infinite" has infinite values; correct them/);
    expect(why.few).toMatch(
      /^column "few" has 19 values, and an entropy takes 20; add rows, or leave it out/,
    );
    expect(why.far).toMatch(
      /^column "far" has values that cannot be told apart on one scale: .*; take logarithms/,
    );
    expect(joint.remarks).toMatchObject([{ code: "copiesOnAScale", columns: ["u", "again"] }]);
    expect(joint.warnings[0]).toMatch(/^columns "u" and "again" determine each other completely/);
    // A single value is not a column whose values are all the same.
    expect(why.once).toMatch(/^column "once" has 1 value, and an entropy takes 20/);
    const plain = await entropies(path, "--columns", "one,coin,other,once");
    expect(plain.rows[3]).toMatchObject({ nats: null, n: 1, warnings: [why.once] });
    expect(plain.rows[0]).toMatchObject({ nats: 0, standardError: 0, kind: "discrete" });
    expect(plain.rows[0].warnings).toEqual([
      "All values are the same, so nothing about them is uncertain: the entropy is 0. Leave the column out of other questions.",
    ]);
    expect(plain.joint).toMatchObject({ column: "coin, other", kind: "discrete" });
    const { stdout } = await natwise(["entropy", path, "--columns", "coin,few,one"]);
    expect(stdout).toMatch(/Not answered\n {2}- column "few" has 19 values/);
    expect(stdout).toContain("  - one: All values are the same");
  });

  it("draws the two kinds apart", async () => {
    const page = join(scratch(), "page.html");
    const path = file("a.csv", csv(300, { ...columns, gone: () => "" }));
    const { code, stdout } = await natwise(["entropy", path, "--units", "bits", "--html", page]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Report: ${page}\n`);
    const html = readFileSync(page, "utf8");
    expect(html).toContain(`<h1>Entropies of the columns of ${path}</h1>`);
    const pictures = [...html.matchAll(/<svg role="img" aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(pictures).toEqual([
      "Discrete entropies of 2 columns, in bits, largest first.",
      "Differential entropies of 2 columns, in bits, largest first.",
    ]);
    expect(html).toContain("<li>column &quot;gone&quot; has no values; leave it out</li>");
    expect(html).not.toMatch(/<script|(src|href)="http/);
  });

  it("keeps what is done when the time is over, and says what is left out", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 60 }, (_, c) => [`c${c}`, (i: number) => noise(i, 20 + c).toFixed(6)]),
    );
    const path = file("wide.csv", csv(20000, wide));
    const { seconds, stdout } = await untilBegun((seconds) =>
      natwise(["entropy", path, "--json", "--max-seconds", String(seconds)]),
    );
    const { rows, joint, leftOut, remarks, warnings } = JSON.parse(stdout);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length + leftOut.length).toBe(60);
    expect(joint).toBeNull();
    // If there was time for all columns, only the joint entropy is missing.
    const missing = leftOut.length > 0 ? { code: "leftOut", columns: leftOut } : { code: "notTogether" };
    expect(remarks).toMatchObject([missing]);
    expect(warnings[0]).toContain(`because --max-seconds ${seconds} had passed`);
    const none = await natwise(["entropy", path, "--max-seconds", "0.001"]);
    expect(none).toMatchObject({ code: 2, stdout: "" });
    expect(none.stderr).toMatch(/nothing was done in that time; allow more/);
  });

  it("prints what is done when it is stopped, and ends with 130", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 60 }, (_, c) => [`c${c}`, (i: number) => noise(i, 20 + c).toFixed(6)]),
    );
    const path = file("wide.csv", csv(20000, wide));
    const { code, stdout, stderr } = await untilBegun((seconds) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 1000 * seconds);
      return natwise(["entropy", path], stop.signal);
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/stopped; what was done on \d+ of 60 columns is printed/);
    expect(stdout).toMatch(/Warnings\n {2}- .*, because the work was stopped/);
  });

  it("prints a table, and writes CSV", async () => {
    const rows = join(scratch(), "rows.csv");
    const { code, stdout } = await natwise([
      "entropy",
      penguins,
      "--columns",
      "species,island",
      "--csv",
      rows,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/column +nats +± s\.e\. +kind +rows\n +species +1\.04\d/);
    expect(stdout).toContain("all 2 together");
    expect(readFileSync(rows, "utf8")).toMatch(/^column,\S*nats\S*\r\n/);
    expect(readFileSync(rows, "utf8").trim().split("\r\n")).toHaveLength(4);
  });

  it("refuses bad input in one sentence", async () => {
    const path = file("a.csv", csv(30, { ...columns, gone: () => "" }));
    for (const [argv, message] of [
      [["--columns", "q"], /no column "q"/],
      [
        ["--columns", "gone"],
        /a\.csv: no column has an entropy \(column "gone" has no values; leave it out\)/,
      ],
      [["--kind", "odd"], /argument 'odd' is invalid/],
      [["--csv", "/nowhere/a.csv"], /there is no folder/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["entropy", path, ...argv]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
  });
});
