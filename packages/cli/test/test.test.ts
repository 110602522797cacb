import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesOf, csv, file, natwise, noise, penguins, scratch, untilBegun, walk } from "./terminal.ts";

async function tested(path: string, x: string, y: string, ...more: string[]) {
  const { code, stdout, stderr } = await natwise(["test", path, "--x", x, "--y", y, "--json", ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const z = (i: number) => Math.floor(3 * noise(i, 1));
const columns = {
  z: (i: number) => ["u", "v", "w"][z(i)],
  a: (i: number) => (z(i) + noise(i, 2)).toFixed(5),
  b: (i: number) => (z(i) + noise(i, 3)).toFixed(5),
  c: (i: number) => (z(i) + noise(i, 2) + 0.3 * noise(i, 4)).toFixed(5),
  d: (i: number) => noise(i, 5).toFixed(5),
};

/** Two independent random walks. */
function series() {
  const [u, v] = [walk(600, 6), walk(600, 7)];
  return csv(600, { u: (i) => u[i].toFixed(5), v: (i) => v[i].toFixed(5) });
}

describe("natwise test", () => {
  it("finds dependence and does not find what is not there, and names the surrogates", async () => {
    const path = file("a.csv", csv(300, columns));
    const found = await tested(path, "a", "b");
    expect(found).toMatchObject({
      pValue: 0.001,
      surrogate: "shuffled rows",
      permutations: 999,
      n: 300,
      warnings: [],
    });
    expect(found.statistic).toBe("plug-in information on a grid of ranks");
    expect((await tested(path, "a", "d")).pValue).toBeGreaterThan(0.05);
  });

  it("holds columns fixed: what a and b share with z is not found, what a and c share beyond it is", async () => {
    const path = file("a.csv", csv(300, columns));
    const none = await tested(path, "a", "b", "--given", "z", "--permutations", "99");
    expect(none).toMatchObject({ surrogate: "shuffled within groups", given: ["z"] });
    expect(none.pValue).toBeGreaterThan(0.05);
    expect((await tested(path, "a", "c", "--given", "z", "--permutations", "99")).pValue).toBe(0.01);
  });

  it("warns of rows that resemble their neighbours, and compares the innovations of series that drift", async () => {
    const path = file("series.csv", series());
    const plain = await tested(path, "u", "v");
    expect(plain.warnings.join()).toMatch(
      /^Neighbouring rows resemble each other: .* as \d+ independent ones\..*, add --series\.$/,
    );
    expect(codesOf(plain)).toEqual(["neighbouringRowsAlike"]);
    const inOrder = await tested(path, "u", "v", "--series");
    expect(inOrder.surrogate).toBe("shuffled innovations");
    expect(codesOf(inOrder)).toEqual(["notStationary"]);
    expect(inOrder.pValue).toBeGreaterThan(plain.pValue);
  });

  it("says it in a sentence", async () => {
    const { stdout } = await natwise(["test", penguins, "--x", "body_mass_g", "--y", "sex"]);
    expect(stdout).toMatch(/^body_mass_g and sex depend on each other: p = 0\.001\.\n/);
    expect(stdout).toMatch(/surrogates +999 +shuffled rows/);
    expect(stdout).toContain("11 of 344 rows dropped");
    const none = await natwise(["test", penguins, "--x", "species", "--y", "sex"]);
    expect(none.stdout).toMatch(/^No sign that species and sex depend on each other: p = /);
  });

  it("draws the surrogates beside the data, and writes CSV", async () => {
    const folder = scratch();
    const [rows, page] = [join(folder, "rows.csv"), join(folder, "page.html")];
    const argv = ["test", penguins, "--x", "body_mass_g", "--y", "sex", "--csv", rows, "--html", page];
    const { code, stdout } = await natwise(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/statistic +0\.196 nats +plug-in information on a grid of ranks/);
    expect(stdout).toContain(`Report: ${page}\nRows: ${rows}\n`);
    const [head, line, end] = readFileSync(rows, "utf8").split("\r\n");
    expect(head).toBe(
      "x,y,given,pValue,surrogate,statistic,observed,unit,permutations,n,tested,seed,warnings",
    );
    expect(line).toMatch(
      /^body_mass_g,sex,,0\.001,shuffled rows,plug-in information on a grid of ranks,0\.1957/,
    );
    expect(end).toBe("");
    const html = readFileSync(page, "utf8");
    expect(html).toContain("<h1>body_mass_g and sex depend on each other: p = 0.001</h1>");
    expect(html).toContain("999 surrogates, of which 0 reach the data&#39;s 0.196");
    expect(html).toContain("information on a grid of ranks, nats →");
    expect(html).not.toMatch(/<script|(src|href)="http/);
  });

  it("keeps the surrogates that were compared with when the time is over", async () => {
    const path = file("a.csv", csv(4000, columns));
    const { seconds, stdout } = await untilBegun((seconds) =>
      natwise([
        ...["test", path, "--x", "a", "--y", "d", "--permutations", "1000000", "--json"],
        ...["--max-seconds", String(seconds)],
      ]),
    );
    const { permutations, pValue, remarks, warnings } = JSON.parse(stdout);
    expect(permutations).toBeLessThan(1e6);
    expect(codesOf({ remarks })).toEqual(["fewerSurrogates"]);
    expect(warnings.join()).toContain(
      `Only ${permutations.toLocaleString("en-US")} of 1,000,000 surrogates were drawn, because --max-seconds ${seconds} had passed.`,
    );
    // The first surrogates of a longer test are those of a shorter one.
    expect(await tested(path, "a", "d", "--permutations", String(permutations))).toMatchObject({ pValue });
    const none = await natwise(["test", path, "--x", "a", "--y", "d", "--max-seconds", "0.001"]);
    expect(none).toMatchObject({ code: 2, stdout: "" });
    expect(none.stderr).toMatch(/--max-seconds 0\.001: nothing was done in that time; allow more/);
  });

  it("refuses bad input in one sentence", async () => {
    const path = file("a.csv", csv(30, { ...columns, one: () => 1 }));
    for (const [argv, message] of [
      [["--x", "a", "--y", "q"], /no column "q"/],
      [
        ["--x", "a", "--y", "b,a"],
        /column "a" is both in --x and in --y: a column determines itself completely; leave/,
      ],
      [["--x", "a", "--y", "one"], /a constant carries no information/],
      [["--x", "a", "--y", "b", "--series", "--sample", "25"], /--sample loses the order of rows/],
      [["--x", "a", "--y", "b", "--series"], /: a series of 30 rows has too few shifts to compare with/],
      [
        ["--x", "a", "--y", "b", "--permutations", "5"],
        /--permutations must be a whole number, at least 19, got 5/,
      ],
      [["--x", "a"], /required option '--y <columns>' not specified/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["test", path, ...argv]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
  });
});
