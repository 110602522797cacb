import { describe, expect, it } from "vitest";
import { csv, file, natwise, noise, penguins } from "./terminal.ts";

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

/** Two independent random walks around 0: r(1) = 0.98. */
function series() {
  const walk = (seed: number) => {
    let value = 0;
    return Array.from({ length: 600 }, (_, i) => {
      value = 0.98 * value + noise(i, seed) - 0.5;
      return value.toFixed(5);
    });
  };
  const [u, v] = [walk(6), walk(7)];
  return csv(600, { u: (i) => u[i], v: (i) => v[i] });
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
    expect(found.statistic).toBe("information on a grid of ranks");
    expect((await tested(path, "a", "d")).pValue).toBeGreaterThan(0.05);
  });

  it("holds columns fixed: what a and b share with z is not found, what a and c share beyond it is", async () => {
    const path = file("a.csv", csv(300, columns));
    const none = await tested(path, "a", "b", "--given", "z", "--permutations", "99");
    expect(none).toMatchObject({ surrogate: "shuffled within groups", given: ["z"] });
    expect(none.pValue).toBeGreaterThan(0.05);
    expect((await tested(path, "a", "c", "--given", "z", "--permutations", "99")).pValue).toBe(0.01);
  });

  it("warns of rows that resemble their neighbours, and shifts a series", async () => {
    const path = file("series.csv", series());
    const plain = await tested(path, "u", "v");
    expect(plain.warnings.join()).toMatch(/Neighbouring rows resemble each other.*series/);
    const inOrder = await tested(path, "u", "v", "--series");
    expect(inOrder).toMatchObject({ surrogate: "circular shifts", warnings: [] });
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

  it("refuses bad input in one sentence", async () => {
    const path = file("a.csv", csv(30, { ...columns, one: () => 1 }));
    for (const [argv, message] of [
      [["--x", "a", "--y", "q"], /no column "q"/],
      [["--x", "a", "--y", "b,a"], /column "a" is named twice/],
      [["--x", "a", "--y", "one"], /a constant knows nothing/],
      [["--x", "a", "--y", "b", "--series", "--sample", "25"], /--sample takes rows out of the order/],
      [["--x", "a", "--y", "b", "--series"], /a series has too few turns/],
      [
        ["--x", "a", "--y", "b", "--permutations", "5"],
        /--permutations must be a whole number of at least 19/,
      ],
      [["--x", "a"], /required option '--y <columns>' not specified/],
    ] as const) {
      const { code, stdout, stderr } = await natwise(["test", path, ...argv]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
  });
});
