import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesOf, csv, file, natwise, noise, penguins, scratch, untilBegun, walk } from "./terminal.ts";

async function matrix(path: string, ...more: string[]) {
  const { code, stdout, stderr } = await natwise(["matrix", path, "--json", ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}
const a = (i: number) => noise(i, 1);
const b = (i: number) => noise(i, 2);
/** Two groups of columns that know nothing of each other, mixed in the file. */
const columns = {
  a1: (i: number) => (a(i) + 0.2 * noise(i, 3)).toFixed(5),
  b1: (i: number) => (b(i) + 0.2 * noise(i, 4)).toFixed(5),
  a2: (i: number) => (a(i) + 0.2 * noise(i, 5)).toFixed(5),
  b2: (i: number) => (b(i) + 0.2 * noise(i, 6)).toFixed(5),
};

describe("natwise matrix", () => {
  it("answers all pairs, best first, and puts columns that depend on each other side by side", async () => {
    const { columns: order, rows, leftOut } = await matrix(file("a.csv", csv(400, columns)));
    expect(rows).toHaveLength(6);
    expect(leftOut).toBe(0);
    const found = rows.filter(({ qValue }: { qValue: number }) => qValue <= 0.05);
    expect(found.map(({ x, y }: { x: string; y: string }) => [x, y].sort().join()).sort()).toEqual([
      "a1,a2",
      "b1,b2",
    ]);
    const nats = rows.map((row: { nats: number }) => row.nats);
    expect(nats).toEqual([...nats].sort((x, y) => y - x));
    expect(order.map((name: string) => name[0]).join("")).toMatch(/aabb|bbaa/);
    for (const { nats, score } of rows)
      expect(score).toBeCloseTo(nats > 0 ? Math.sqrt(1 - Math.exp(-2 * nats)) : 0, 12);
  });

  it("keeps the order of a series", async () => {
    const walks = Array.from({ length: 4 }, (_, c) => walk(500, 30 + c));
    const columns = walks.map((of, c) => [`w${c}`, (i: number) => of[i].toFixed(5)]);
    const path = file("series.csv", csv(500, Object.fromEntries(columns)));
    const smallest = ({ rows }: { rows: { qValue: number }[] }) => Math.min(...rows.map((r) => r.qValue));
    const [plain, series] = [await matrix(path), await matrix(path, "--series")];
    expect(smallest(plain)).toBeLessThan(0.01);
    expect(codesOf(plain)).toEqual(["alikeInPairs"]);
    expect(plain.warnings[0]).toContain("Neighbouring rows resemble each other in 6 of 6 pairs.");
    expect(smallest(series)).toBeGreaterThan(0.05);
    expect(series.remarks).toEqual([]);
  });

  it("prints the lower triangle, and writes CSV and a heat map", async () => {
    const folder = scratch();
    const [rows, page] = [join(folder, "rows.csv"), join(folder, "page.html")];
    const { code, stdout } = await natwise(["matrix", penguins, "--csv", rows, "--html", page, "--top", "3"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ of 21 pairs of columns depend on each other \(significant at FDR 5%\)\n/);
    expect(stdout).toMatch(/in brackets: not significant at FDR 5%/);
    expect(stdout).toContain("18 more pairs");
    expect(readFileSync(rows, "utf8").trim().split("\r\n")).toHaveLength(22);
    const html = readFileSync(page, "utf8");
    // 42 cells off the diagonal, 7 on it, and the frame's.
    expect(html.match(/<rect/g)!.length).toBeGreaterThanOrEqual(49);
    expect(html).not.toMatch(/<script|(src|href)="http/);
  });

  it("speaks of one pair as of one", async () => {
    const { stdout } = await natwise(["matrix", penguins, "--columns", "species,island"]);
    expect(stdout).toMatch(/^1 of 1 pair of columns depends on each other \(significant/);
  });

  it("leaves out columns that cannot be answered, and says which", async () => {
    const path = file("a.csv", csv(100, { ...columns, one: () => 1, gone: () => "", same: columns.a1 }));
    const { rows, refused } = await matrix(path);
    expect(rows).toHaveLength(10);
    expect(refused).toMatchObject([
      { column: "one", code: "constant" },
      { column: "gone", code: "noValues" },
    ]);
    expect(rows[0]).toMatchObject({ x: "a1", y: "same", score: 1, interval: null });
    expect(codesOf(rows[0])[0]).toBe("copies");
    expect(rows[0].warnings[0]).toContain("Copies of each other: each determines the other");
  });

  it("says so where the names of all columns are numbers, as in a file without a line of names", async () => {
    const path = file("a.csv", csv(100, columns).replace(/^.*\n/, ""));
    const { stdout } = await natwise(["matrix", path]);
    expect(stdout).toMatch(/all column names are numbers \(.*\): if the first line of the file is data, put/);
    expect((await natwise(["matrix", file("b.csv", csv(100, columns))])).stdout).not.toContain(
      "column names",
    );
  });

  it("keeps what is done when the time is over", async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 60 }, (_, c) => [`c${c}`, (i: number) => (a(i) + noise(i, 20 + c)).toFixed(5)]),
    );
    const path = file("a.csv", csv(1500, wide));
    const { seconds, stdout } = await untilBegun((seconds) =>
      natwise(["matrix", path, "--json", "--threads", "1", "--max-seconds", String(seconds)]),
    );
    const answer = JSON.parse(stdout);
    expect(answer.rows.length + answer.leftOut).toBe(1770);
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(codesOf(answer)).toContain(answer.leftOut > 0 ? "leftOut" : "notToTheEnd");
    expect(answer.warnings.join()).toContain(`--max-seconds ${seconds} had passed`);
  });

  it("refuses bad input in one sentence, and writes nothing", async () => {
    const page = join(scratch(), "page.html");
    const path = file("a.csv", csv(100, { ...columns, one: () => 1 }));
    for (const [argv, message] of [
      [
        ["--columns", "a1,one"],
        /a pair needs two columns, and one can be answered \(column "one" is 1 in all/,
      ],
      [["--columns", "a1"], /a pair needs two columns, and one can be answered; name more/],
      [["--columns", "a1,q"], /no column "q"/],
      [["--csv", "/nowhere/a.csv"], /there is no folder/],
      [["--series", "--sample", "50"], /--sample loses the order of rows/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["matrix", path, ...argv, "--html", page]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
    expect(existsSync(page)).toBe(false);
  });
});
