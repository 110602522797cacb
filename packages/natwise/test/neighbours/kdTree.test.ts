import { expect, test } from "vitest";
import { countCloser, countCloserIn, nextUp } from "../../src/neighbours/countCloser.ts";
import { kdTree } from "../../src/neighbours/kdTree.ts";
import { nearestDistances } from "../../src/neighbours/nearestDistances.ts";
import { nearestNeighbours } from "../../src/neighbours/nearestNeighbours.ts";
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
        const found = runToEnd(nearestNeighbours(tree, k, { neighbours: true, distances: true }));
        expect(found.kth).toEqual(distances);
        for (let i = 0; i < n; i++) {
          const who = found.neighbours.subarray(i * k, (i + 1) * k);
          expect(new Set(who).add(i).size).toBe(k + 1);
          const far = Array.from(who, (j) => distance(points, i, j));
          expect(far).toEqual(far.toSorted((a, b) => a - b));
          expect(far).toEqual(Array.from(found.distances.subarray(i * k, (i + 1) * k)));
          expect(far[k - 1]).toBe(distances[i]);
        }
        // Radii at which other rows lie exactly, and radii without a row.
        const draws = random(n);
        const radius = distances.map((value, i) => [value, value * draws.uniform(), 0, 1e9][i % 4]);
        const closer = naiveCounts(points, (to, i) => to < radius[i]).map((count, i) =>
          radius[i] > 0 ? count : 0,
        );
        expect(runToEnd(countCloser(points, radius))).toEqual(closer);
        expect(runToEnd(countCloserIn(tree, radius))).toEqual(closer);
        expect(runToEnd(countCloserIn(tree, distances.map(nextUp)))).toEqual(
          naiveCounts(points, (to, i) => to <= distances[i]),
        );
      }
    });
  }
}

test("a tree holds every row once, in boxes that fit", () => {
  const cloud1 = cloud("clustered", 1000, 3, 1);
  const { rows, starts, points, boxes, middle, n, d } = runToEnd(kdTree(cloud1, { leafSize: 10 }));
  expect(rows.slice().sort()).toEqual(Int32Array.from({ length: n }, (_, i) => i));
  expect(points).toEqual(
    Float64Array.from({ length: n * d }, (_, at) => cloud1.data[rows[Math.floor(at / d)] * d + (at % d)]),
  );
  const firstLeaf = starts.length - 2;
  for (let node = 0; node < 2 * firstLeaf + 1; node++) {
    let [first, last] = [node, node];
    while (first < firstLeaf) [first, last] = [2 * first + 1, 2 * last + 2];
    const [from, to] = [starts[first - firstLeaf], starts[last - firstLeaf + 1]];
    for (let j = 0; j < d; j++) {
      const inside = Float64Array.from({ length: to - from }, (_, i) => points[(from + i) * d + j]);
      const [low, high] = [Math.min(...inside), Math.max(...inside)];
      const box = (((node - 1) >> 1) * d + j) * 4 + ((node - 1) & 1);
      if (node > 0) expect([boxes[box], boxes[box + 2]]).toEqual([low, high]);
      else expect([middle[j], middle[d + j]]).toEqual([low / 2 + high / 2, high / 2 - low / 2]);
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
