/** @module The 40 tasks of Czyż et al. */
import {
  additiveUniform,
  gaussian,
  maps,
  mapX,
  mapY,
  multinormal,
  type RowMap,
  student,
  type Task,
} from "natwise";

const { asinh, halfCube, mixtureQuantile, normalCdf, spiral, swissRoll, wiggly } = maps;

const both = (task: Task, left: RowMap, right = left): Task => mapY(mapX(task, left), right);
const normal = () => gaussian({ rho: 0.75 });
/** All correlations one half. */
const dense = (d: number) =>
  multinormal({
    dims: { x: d, y: d },
    covariance: Array.from({ length: 2 * d }, (_, i) =>
      Array.from({ length: 2 * d }, (_, j) => (i === j ? 1 : 0.5)),
    ),
  });
/** Two pairs x_i, y_i correlated by .8, all else independent. */
const twoPairs = (d: number) =>
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
const students = (d: number, nu: number) => student({ dims: { x: d, y: d }, nu });
const wiggles: [RowMap, RowMap] = [
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
const modes: [RowMap, RowMap] = [
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
const spirals: [RowMap, RowMap] = [spiral({ plane: [0, 1] }), spiral({ plane: [1, 2] })];

const cdfs = (task: Task) => both(task, normalCdf);

/** Columns a side, and the information in nats. */
const denses = [
  [2, 0.2939],
  [3, 0.4133],
  [5, 0.5928],
  [25, 1.2922],
  [50, 1.6243],
] as const;
const pairNats = 1.0217;
const pairColumns = [2, 3, 5, 25];
const pairMaps = [
  ["cdf", cdfs],
  ["half-cube", (task) => both(task, halfCube)],
  ["spiral", (task) => both(task, ...spirals)],
  ["cdf, spiral", (task) => both(cdfs(task), ...spirals)],
] as const satisfies readonly (readonly [string, (task: Task) => Task])[];
const mappedColumns = [3, 5, 25];
/** Columns a side, degrees of freedom, the information in nats. */
const plainStudents = [
  [2, 1, 0.4319],
  [2, 2, 0.1931],
  [3, 2, 0.2909],
  [3, 3, 0.1787],
  [5, 2, 0.4482],
  [5, 3, 0.2985],
] as const;
const mappedStudents = [
  [2, 1, 0.4319],
  [3, 2, 0.2909],
  [5, 2, 0.4482],
] as const;

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
] as const;
type Family = (typeof families)[number];

export interface NumberedTask {
  /** The paper's, from 1. */
  readonly number: number;
  readonly name: string;
  readonly family: Family;
  /** I(X; Y) to four places, in nats, as a formula outside this package gave it. */
  readonly published: number;
  readonly task: Task;
}

/** The 40 tasks, by number. */
export function beyondNormal(): NumberedTask[] {
  const uniform = cdfs(normal());
  const rows: [name: string, family: Family, task: Task, published: number][] = [
    ["normal", "one column", normal(), 0.4133],
    ["normal cdf", "one column", uniform, 0.4133],
    ["uniform noise .1", "one column", additiveUniform({ noise: 0.1 }), 1.7094],
    ["uniform noise .75", "one column", additiveUniform({ noise: 0.75 }), 0.3333],
    ["bimodal", "one column", both(uniform, ...modes), 0.4133],
    ["wiggly", "one column", both(normal(), ...wiggles), 0.4133],
    ["half-cube", "one column", both(normal(), halfCube), 0.4133],
    ["Student ν 1", "one column", students(1, 1), 0.2242],
    ["asinh, Student ν 1", "one column", both(students(1, 1), asinh), 0.2242],
    ["Swiss roll 2-1", "one column", mapX(uniform, swissRoll()), 0.4133],
  ];
  for (const [d, nats] of denses) rows.push([`dense ${d}-${d}`, "dense", dense(d), nats]);
  for (const d of pairColumns) rows.push([`two pairs ${d}-${d}`, "two pairs", twoPairs(d), pairNats]);
  for (const [d, nu, nats] of plainStudents)
    rows.push([`Student ${d}-${d} ν ${nu}`, "Student", students(d, nu), nats]);
  for (const [map, of] of pairMaps)
    for (const d of mappedColumns)
      rows.push([`${map}, pairs ${d}-${d}`, `two pairs, ${map}`, of(twoPairs(d)), pairNats]);
  for (const [d, nu, nats] of mappedStudents)
    rows.push([`asinh, Student ${d}-${d} ν ${nu}`, "Student, asinh", both(students(d, nu), asinh), nats]);
  return rows.map(([name, family, task, published], i) => ({
    ...{ number: i + 1, name, family, published, task },
  }));
}
