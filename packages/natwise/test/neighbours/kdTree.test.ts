import { expect, test } from "vitest";
import { countCloser, countCloserInTree, nextUp } from "../../src/neighbours/countCloser.ts";
import { kdTree } from "../../src/neighbours/kdTree.ts";
import { nearestDistances } from "../../src/neighbours/nearestDistances.ts";
import { runToEnd } from "../../src/progress/runToEnd.ts";
import { random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";
import { cloud, clouds, distance } from "./clouds.ts";

/** The definition, row by row. */
function naiveDistances(points: Matrix, k: number): Float64Array {
  return Float64Array.from({ length: points.n }, (_, i) => {
    const others: number[] = [];
    for (let j = 0; j < points.n; j++) if (j !== i) others.push(distance(points, i, j));
    return others.sort((a, b) => a - b)[k - 1];
  });
}
function naiveCounts(points: Matrix, near: (distance: number, row: number) => boolean): Int32Array {
  return Int32Array.from({ length: points.n }, (_, i) => {
    let count = 0;
    for (let j = 0; j < points.n; j++) if (j !== i && near(distance(points, i, j), i)) count++;
    return count;
  });
}

for (const kind of Object.keys(clouds) as (keyof typeof clouds)[]) {
  for (const d of [1, 2, 3, 6]) {
    test(`distances and counts are exactly those of the definition: ${kind}, ${d} dimensions`, () => {
      for (const [n, leafSize, k] of [
        [2, 8, 1],
        [37, 1, 3],
        [200, 8, 5],
        [201, 64, 200],
      ]) {
        const points = cloud(kind, n, d, 7 * n + d);
        const tree = runToEnd(kdTree(points, { leafSize }));
        const distances = runToEnd(nearestDistances(tree, k));
        expect(distances).toEqual(naiveDistances(points, k));
        const neighbours = new Int32Array(n * k);
        expect(runToEnd(nearestDistances(tree, k, { neighbours }))).toEqual(distances);
        for (let i = 0; i < n; i++) {
          const who = neighbours.subarray(i * k, (i + 1) * k);
          expect(new Set(who).add(i).size).toBe(k + 1);
          const far = Array.from(who, (j) => distance(points, i, j));
          expect(far).toEqual(far.toSorted((a, b) => a - b));
          expect(far[k - 1]).toBe(distances[i]);
        }
        // Radii at which other rows lie exactly, and radii without a row.
        const draws = random(n);
        const radius = distances.map((value, i) => [value, value * draws.uniform(), 0, 1e9][i % 4]);
        const closer = naiveCounts(points, (to, i) => to < radius[i]).map((count, i) =>
          radius[i] > 0 ? count : 0,
        );
        expect(runToEnd(countCloser(points, radius))).toEqual(closer);
        expect(runToEnd(countCloserInTree(tree, radius))).toEqual(closer);
        expect(runToEnd(countCloserInTree(tree, distances.map(nextUp)))).toEqual(
          naiveCounts(points, (to, i) => to <= distances[i]),
        );
      }
    });
  }
}

test("a tree holds every row once, in boxes that fit", () => {
  const points = cloud("clustered", 1000, 3, 1);
  const { rows, starts, coordinates, boxes, n, d } = runToEnd(kdTree(points, { leafSize: 10 }));
  expect(rows.slice().sort()).toEqual(Int32Array.from({ length: n }, (_, i) => i));
  const leaves = starts.length - 1;
  for (let leaf = 0; leaf < leaves; leaf++) {
    for (let j = 0; j < d; j++) {
      const [from, to] = [starts[leaf], starts[leaf + 1]];
      const first = from * d + j * (to - from);
      const inside = coordinates.slice(first, first + to - from);
      expect(inside).toEqual(Float64Array.from(rows.slice(from, to), (i) => points.data[i * d + j]));
      const box = ((leaves - 1 + leaf) * d + j) * 2;
      expect([boxes[box], boxes[box + 1]]).toEqual([Math.min(...inside), Math.max(...inside)]);
    }
  }
});

test("nearestDistances refuses a k that there are no neighbours for", () => {
  const tree = runToEnd(kdTree(cloud("normal", 10, 2, 1)));
  for (const k of [0, 10, 2.5, Number.NaN]) {
    expect(() => runToEnd(nearestDistances(tree, k))).toThrow(
      `k must be a whole number from 1 to N - 1 = 9, got ${k}`,
    );
  }
});

test("nextUp is the next double, also behind 0", () => {
  expect(nextUp(0)).toBe(Number.MIN_VALUE);
  expect(nextUp(1)).toBe(1 + Number.EPSILON);
  expect(nextUp(2 - Number.EPSILON)).toBe(2);
});
