/** @module The 40 tasks of Czyz et al., and the grid of correlated normal pairs that others report. */
import { additiveUniform, gaussian, maps, mapX, mapY, multinormal, student } from "natwise";

const { asinh, halfCube, mixtureQuantile, normalCdf, spiral, swissRoll, wiggly } = maps;

const both = (task, left, right = left) => mapY(mapX(task, left), right);
const normal = () => gaussian({ rho: 0.75 });
/** All correlations one half. */
const dense = (d) =>
  multinormal({
    dims: { x: d, y: d },
    covariance: Array.from({ length: 2 * d }, (_, i) =>
      Array.from({ length: 2 * d }, (_, j) => (i === j ? 1 : 0.5)),
    ),
  });
/** Two pairs x_i, y_i correlated by .8, all else independent. */
const twoPairs = (d) =>
  multinormal({
    dims: { x: d, y: d },
    covariance: Array.from({ length: 2 * d }, (_, i) =>
      Array.from({ length: 2 * d }, (_, j) => {
        if (i === j) return 1;
        return Math.abs(i - j) === d && i % d < 2 ? 0.8 : 0;
      }),
    ),
    name: "two-pairs",
  });
const students = (d, nu) => student({ dims: { x: d, y: d }, nu });
const wiggles = [
  wiggly([
    { amplitude: 0.4, frequency: 1 },
    { amplitude: 0.2, frequency: 1.7, phase: 1 },
    { amplitude: 0.03, frequency: 3.3, phase: -2.5 },
  ]),
  wiggly([
    { amplitude: -0.4, frequency: 0.4 },
    { amplitude: 0.17, frequency: 1.3, phase: 3.5 },
    { amplitude: 0.02, frequency: 4.3, phase: -2.5 },
  ]),
];
const modes = [
  mixtureQuantile([
    { weight: 0.3, mean: 0 },
    { weight: 0.7, mean: 5 },
  ]),
  mixtureQuantile([
    { weight: 0.5, mean: -1 },
    { weight: 0.5, mean: 3 },
  ]),
];
// x turns in the plane of its two columns that tell of y, y in that of one that tells of x and one that does not.
const spirals = [spiral({ plane: [0, 1] }), spiral({ plane: [1, 2] })];

/** What kinds of task there are, in the order of their numbers. */
export const families = [
  "one column",
  "dense",
  "two pairs",
  "Student",
  "two pairs, cdf",
  "two pairs, half-cube",
  "two pairs, spiral",
  "two pairs, cdf, spiral",
  "Student, asinh",
];

/** { number, name, family, task, published }: I in nats to four places, as a formula outside this package gave it. */
export function beyondNormal() {
  const uniform = () => both(normal(), normalCdf);
  const rows = [
    ["normal", "one column", normal, 0.4133],
    ["normal cdf", "one column", uniform, 0.4133],
    ["uniform noise .1", "one column", () => additiveUniform({ noise: 0.1 }), 1.7094],
    ["uniform noise .75", "one column", () => additiveUniform({ noise: 0.75 }), 0.3333],
    ["bimodal", "one column", () => both(uniform(), ...modes), 0.4133],
    ["wiggly", "one column", () => both(normal(), ...wiggles), 0.4133],
    ["half-cube", "one column", () => both(normal(), halfCube), 0.4133],
    ["Student ν 1", "one column", () => students(1, 1), 0.2242],
    ["asinh, Student ν 1", "one column", () => both(students(1, 1), asinh), 0.2242],
    ["Swiss roll 2-1", "one column", () => mapX(uniform(), swissRoll()), 0.4133],
    ...[
      [2, 0.2939],
      [3, 0.4133],
      [5, 0.5928],
      [25, 1.2922],
      [50, 1.6243],
    ].map(([d, nats]) => [`dense ${d}-${d}`, "dense", () => dense(d), nats]),
    ...[2, 3, 5, 25].map((d) => [`two pairs ${d}-${d}`, "two pairs", () => twoPairs(d), 1.0217]),
    ...[
      [2, 1, 0.4319],
      [2, 2, 0.1931],
      [3, 2, 0.2909],
      [3, 3, 0.1787],
      [5, 2, 0.4482],
      [5, 3, 0.2985],
    ].map(([d, nu, nats]) => [`Student ${d}-${d} ν ${nu}`, "Student", () => students(d, nu), nats]),
    ...[
      ["cdf", (task) => both(task, normalCdf)],
      ["half-cube", (task) => both(task, halfCube)],
      ["spiral", (task) => both(task, ...spirals)],
      ["cdf, spiral", (task) => both(both(task, normalCdf), ...spirals)],
    ].flatMap(([map, of]) =>
      [3, 5, 25].map((d) => [`${map}, pairs ${d}-${d}`, `two pairs, ${map}`, () => of(twoPairs(d)), 1.0217]),
    ),
    ...[
      [2, 1, 0.4319],
      [3, 2, 0.2909],
      [5, 2, 0.4482],
    ].map(([d, nu, nats]) => [
      `asinh, Student ${d}-${d} ν ${nu}`,
      "Student, asinh",
      () => both(students(d, nu), asinh),
      nats,
    ]),
  ];
  return rows.map(([name, family, make, published], i) => ({
    ...{ number: i + 1, name, family, published },
    task: make(),
  }));
}

/** Correlated normal pairs of 1 to 10 nats in 1 to 3 columns a side. */
export const normalGrid = {
  dims: [1, 2, 3],
  nats: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  task: gaussian,
};

/** What the tables of mutinfo print for its grid, at 1, ..., 10 nats: N = 10,000, one to three columns a side. */
export const printed = {
  KSG: [1.0, 1.95, 2.82, 3.55, 4.17, 4.73, 5.23, 5.66, 5.99, 6.21],
  "weighted KL": [1.02, 2.02, 2.94, 3.72, 4.37, 5.52, 5.99, 6.41, 6.74, 6.99],
  MINE: [0.98, 1.98, 2.95, 3.87, 4.7, 5.34, 5.69, 5.88, 6.0, 6.12],
};
