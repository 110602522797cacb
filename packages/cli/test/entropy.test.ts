import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { csv, file, natwise, noise, penguins, scratch } from "./terminal.ts";

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
    expect(rows[4]).toMatchObject({ nats: null, n: 0, warnings: ["there are no values"] });
    expect(joint.nats).toBeNull();
    expect(joint.warnings[0]).toMatch(
      /\(coin, other\) and numbers on a scale \(u, v\) have no entropy together/,
    );
  });

  it("takes numbers for what it is told, and each column's own rows", async () => {
    const path = penguins;
    const as = async (kind: string) =>
      (await entropies(path, "--columns", "bill_length_mm,sex", "--kind", kind)).rows;
    const [discrete, differential] = [await as("discrete"), await as("differential")];
    expect(discrete[0]).toMatchObject({ kind: "discrete", n: 342 });
    expect(differential[0]).toMatchObject({ kind: "differential", n: 342 });
    expect(differential[1]).toMatchObject({ kind: "discrete", n: 333 });
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
      [["--columns", "gone"], /no entropy of any column \(there are no values\)/],
      [["--kind", "odd"], /argument 'odd' is invalid/],
      [["--csv", "/nowhere/a.csv"], /there is no folder/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["entropy", path, ...argv]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
  });
});
