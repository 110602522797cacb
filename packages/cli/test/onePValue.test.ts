import { describe, expect, it } from "vitest";
import { csv, file, natwise, noise, penguins, walk } from "./terminal.ts";

/** The JSON answer of a run that must succeed. */
async function answer(...argv: string[]) {
  const { code, stdout, stderr } = await natwise([...argv, "--json", "--permutations", "99"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}
const at = <Row extends object>(rows: readonly Row[], names: Partial<Row>) =>
  rows.find((row) => Object.entries(names).every(([key, name]) => row[key as keyof Row] === name))!;

const [u, v] = [walk(200, 6), walk(200, 7)];
const columns = {
  u: (i: number) => u[i].toFixed(5),
  v: (i: number) => v[i].toFixed(5),
  ties: (i: number) => Math.round(3 * noise(i, 2)),
  kind: (i: number) => ["low", "middle", "high"][Math.floor(3 * (0.5 * noise(i, 2) + 0.5 * noise(i, 5)))],
  gaps: (i: number) => (i % 9 === 0 ? "" : noise(i, 3).toFixed(5)),
};

describe.each([
  ["of numbers, categories and gaps", "columns", [], ["v", "ties", "kind", "gaps"], "u"],
  ["of a series", "columns", ["--series"], ["v", "kind"], "u"],
  ["given categories", "columns", ["--given", "kind"], ["v", "ties"], "u"],
  ["given numbers", "columns", ["--given", "v"], ["ties", "kind"], "u"],
  ["of texts", "penguins", [], ["island", "sex"], "species"],
  ["of texts given texts", "penguins", ["--given", "species"], ["island"], "sex"],
] as const)("a pair %s", (_, name, more, xs, y) => {
  it("has the same p-value in every command that tests it", async () => {
    const path = name === "penguins" ? penguins : file("a.csv", csv(200, columns));
    const ranked = await answer("rank", path, "--target", y, "--columns", xs.join(), ...more);
    const given = (more as readonly string[]).includes("--given");
    const matrix = given ? null : await answer("matrix", path, "--columns", [...xs, y].join(), ...more);
    for (const x of xs) {
      const { pValue } = await answer("test", path, "--x", x, "--y", y, ...more);
      const estimate = await answer("estimate", path, "--x", x, "--y", y, ...more);
      expect([x, estimate.pValue ?? estimate.estimates?.[0].pValue]).toEqual([x, pValue]);
      expect([x, at<{ column: string; pValue: number }>(ranked.rows, { column: x }).pValue]).toEqual([
        x,
        pValue,
      ]);
      if (matrix !== null) {
        const row = at<{ x: string; y: string; pValue: number }>(matrix.rows, { x, y });
        expect([x, row.pValue]).toEqual([x, pValue]);
      }
    }
  });
});
