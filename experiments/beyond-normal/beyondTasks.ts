/** @module Tasks of other kinds than the 40: nothing was chosen by them. */
import {
  type Covariance,
  gaussian,
  maps,
  mapX,
  mapY,
  type NormalComponent,
  normalMixture,
  type RowMap,
  type Task,
} from "natwise";

export interface BeyondTask {
  readonly name: string;
  readonly kind: "mixture" | "shear" | "image" | "strong";
  readonly task: Task;
  /** Of the truth, in nats; 0 where it is a formula. */
  readonly truthError: number;
}

const both = (task: Task, map: RowMap): Task => mapY(mapX(task, map), map);

/** Columns x_j and y_j correlated by rho, variances of one. */
const paired = (d: number, rho: number): Covariance =>
  Array.from({ length: 2 * d }, (_, i) =>
    Array.from({ length: 2 * d }, (_, j) => (i === j ? 1 : Math.abs(i - j) === d ? rho : 0)),
  );

/** Two normals of opposite correlations on one another: no linear function of x tells of y. */
const crossed = (d: number): NormalComponent[] =>
  [0.8, -0.8].map((rho) => ({ weight: 1, mean: new Array(2 * d).fill(0), covariance: paired(d, rho) }));

/** Four clusters whose centres differ in two columns of each side, each with correlations of one half. */
const clusters = (d: number): NormalComponent[] =>
  [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ].map(([a, b]) => {
    const centre = Array.from({ length: d }, (_, j) => (j === 0 ? 2 * a : j === 1 ? 2 * b : 0));
    return { weight: 1, mean: [...centre, ...centre.toReversed()], covariance: paired(d, 0.5) };
  });

const mixture = (name: string, d: number, components: readonly NormalComponent[]): BeyondTask => {
  const task = normalMixture({ dims: { x: d, y: d }, components });
  return { name, kind: "mixture", task, truthError: task.standardError };
};

/** Mixtures of normals, columns sheared by waves, pairs of images, and strong dependence in many columns. */
export function beyond(): BeyondTask[] {
  const exact = (name: string, kind: BeyondTask["kind"], task: Task) => ({ name, kind, task, truthError: 0 });
  return [
    mixture("crossed normals 3-3", 3, crossed(3)),
    mixture("four clusters 5-5", 5, clusters(5)),
    exact("shear 3-3, 1 nat", "shear", both(gaussian({ dims: 3, nats: 1 }), maps.shear())),
    exact("shear 10-10, 3 nats", "shear", both(gaussian({ dims: 10, nats: 3 }), maps.shear())),
    exact("two images 64-64, 1 nat", "image", both(gaussian({ dims: 2, nats: 1 }), maps.blob())),
    exact("two images 64-64, 3 nats", "image", both(gaussian({ dims: 2, nats: 3 }), maps.blob())),
    exact("normal 10-10, 3 nats", "strong", gaussian({ dims: 10, nats: 3 })),
    exact("normal 10-10, 8 nats", "strong", gaussian({ dims: 10, nats: 8 })),
  ];
}
