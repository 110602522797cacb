import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countCloserIn } from "../../src/neighbours/countCloser.ts";
import { kdTree } from "../../src/neighbours/kdTree.ts";
import { beginSearch } from "../../src/neighbours/kernel.ts";
import { kernelBytes } from "../../src/neighbours/kernelBytes.ts";
import { nearestDistances } from "../../src/neighbours/nearestDistances.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";
import { distance } from "./clouds.ts";

test("the committed module is what the sources of the kernel compile to", () => {
  const script = fileURLToPath(new URL("../../../../scripts/kernel.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("browsers compile the module on a page's own thread: some refuse more than 4 kilobytes", () => {
  expect(atob(kernelBytes).length).toBeLessThan(4096);
});

/** Rows whose distances single precision confuses, loses or cannot hold. */
const hard: Readonly<Record<string, (draw: () => number) => number>> = {
  "differ in their last bits": (draw) => 1 + Math.floor(200 * draw()) * 2 ** -52,
  "lie far from 0": (draw) => 1e9 + draw(),
  "lie on a lattice of halves": (draw) => Math.floor(8 * draw()) / 2,
  "have a far outlier": (draw) => (draw() < 0.01 ? 1e12 : draw()),
  "are below the normal numbers of single precision": (draw) => 1e-42 * draw(),
  "are below the normal numbers of double precision": (draw) => 1e-310 * draw(),
  "are as large as doubles get": (draw) => (draw() - 0.5) * Number.MAX_VALUE,
};

test.each(Object.entries(hard))(
  "results are those of double precision to the last bit: values %s",
  (_, value) => {
    for (const [n, d, k] of [
      [150, 2, 3],
      [150, 5, 4],
    ]) {
      const { uniform } = random(n + d);
      const points: Matrix = { data: Float64Array.from({ length: n * d }, () => value(uniform)), n, d };
      const from = (i: number) =>
        Array.from({ length: n }, (_, j) => distance(points, i, j)).filter((_, j) => j !== i);
      const tree = runToEnd(kdTree(points, { leafSize: 16 }));
      const kth = runToEnd(nearestDistances(tree, k));
      expect(kth).toEqual(Float64Array.from({ length: n }, (_, i) => from(i).sort((a, b) => a - b)[k - 1]));
      // Other rows lie exactly at these radii.
      const counts = runToEnd(countCloserIn(tree, kth));
      expect(counts).toEqual(
        Int32Array.from(kth, (radius, i) => from(i).filter((one) => one < radius).length),
      );
    }
  },
);

test("searches that take turns do not disturb each other", () => {
  const points = (seed: number): Matrix => {
    const { normal } = random(seed);
    return { data: Float64Array.from({ length: 900 }, () => normal()), n: 300, d: 3 };
  };
  const trees = [1, 2].map((seed) => runToEnd(kdTree(points(seed))));
  const alone = trees.map((tree) => runToEnd(nearestDistances(tree, 3)));
  const work = trees.map((tree) => nearestDistances(tree, 3));
  const steps = work.map((one) => one.next());
  while (steps.some(({ done }) => !done)) {
    for (const [i, one] of work.entries()) if (!steps[i].done) steps[i] = one.next();
  }
  expect(steps.map(({ value }) => value)).toEqual(alone);
});

test("a tree that does not fit into memory is refused", () => {
  const tree = runToEnd(kdTree({ data: Float64Array.of(1, 2), n: 2, d: 1 }));
  expect(() => beginSearch({ ...tree, n: 2 ** 29, d: 4 }, 1)).toThrow(
    "nearest neighbours: rows times columns must fit into 4 gigabytes of memory, got 536870912 x 4",
  );
});
