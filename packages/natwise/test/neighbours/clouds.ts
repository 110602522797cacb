import { type Random, random } from "../../src/rows/random.ts";
import type { Matrix } from "../../src/types.ts";

/** Kinds of rows that trees get wrong. */
export const clouds = {
  normal: (r: Random) => r.normal(),
  wholeNumbers: (r: Random) => r.integer(4),
  clustered: (r: Random) => 1000 * r.integer(3) + 1e-3 * r.uniform(),
  heavyTailed: (r: Random) => Math.tan(Math.PI * (r.uniform() - 0.5)) ** 3,
  constant: () => 1,
  mostlyOneValue: (r: Random) => (r.uniform() < 0.9 ? 0.5 : r.normal()),
};

/** n rows of d numbers of one kind. */
export function cloud(kind: keyof typeof clouds, n: number, d: number, seed: number): Matrix {
  const draws = random(seed);
  return { data: Float64Array.from({ length: n * d }, () => clouds[kind](draws)), n, d };
}

/** Maximum-norm distance between rows i and j. */
export function distance({ data, d }: Matrix, i: number, j: number): number {
  let largest = 0;
  for (let c = 0; c < d; c++) largest = Math.max(largest, Math.abs(data[i * d + c] - data[j * d + c]));
  return largest;
}
