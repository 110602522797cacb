/** @module Seven kinds of data with a known truth, and independent columns of six kinds. */
import { additiveUniform, type Data, gaussian, type Matrix, random, student, type Task } from "natwise";

/** Data of n rows. What is held fixed is z. */
export interface Source {
  readonly n: number;
  sample(seed: number): { readonly x: Data; readonly y: Data; readonly z?: Data };
}

export interface KnownSource extends Source {
  /** Whether rows follow one another in time. */
  readonly series?: boolean;
  /** I(X; Y), or I(X; Y | Z). */
  readonly nats: number;
}

export interface NullSource extends Source {
  /** Whether the test is told that rows follow one another in time. */
  readonly series: boolean;
}

/** Of a seed, one for each kind of data drawn here. */
const streams = { table: 1, mixture: 2, following: 3, series: 4 };

const column = (data: Float64Array): Data => ({ data, shape: [data.length, 1] });
const shaped = ({ data, n, d }: Matrix): Data => ({ data, shape: [n, d] });
const ofTask = (task: Task, n: number): KnownSource => ({
  n,
  nats: task.nats,
  sample(seed) {
    const { x, y } = task.sample(n, seed);
    return { x: shaped(x), y: shaped(y) };
  },
});
const independent = (source: Source, { series = false } = {}): NullSource => ({ ...source, series });

/** Shares of the pairs of three categories a side. */
const table = [
  [0.3, 0.05, 0.05],
  [0.05, 0.15, 0.05],
  [0.02, 0.08, 0.25],
];
const tableNats = (() => {
  const columns = [0, 1, 2].map((j) => table.reduce((sum, row) => sum + row[j], 0));
  return table.reduce((total, row) => {
    const share = row.reduce((a, b) => a + b);
    return total + row.reduce((sum, p, j) => sum + p * Math.log(p / share / columns[j]), 0);
  }, 0);
})();

function sampleTable(n: number, seed: number) {
  const { uniform } = random(seed, streams.table);
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    let u = uniform();
    let cell = 0;
    while (cell < 8 && u >= table[Math.floor(cell / 3)][cell % 3])
      u -= table[Math.floor(cell / 3)][cell++ % 3];
    x[i] = Math.floor(cell / 3);
    y[i] = cell % 3;
  }
  return { x: column(x), y: column(y) };
}

/** Three equally frequent groups, y normal around -1.5, 0, 1.5: H(Y) - H(Y|X), by the trapezoidal rule. */
const centres = [-1.5, 0, 1.5];
const mixtureNats = (() => {
  const step = 0.001;
  let entropy = 0;
  for (let y = -12; y <= 12; y += step) {
    const p = centres.reduce((sum, c) => sum + Math.exp(-((y - c) ** 2) / 2) / Math.sqrt(2 * Math.PI) / 3, 0);
    entropy -= p * Math.log(p) * step;
  }
  return entropy - 0.5 * Math.log(2 * Math.PI * Math.E);
})();

function sampleMixture(n: number, seed: number) {
  const { integer, normal } = random(seed, streams.mixture);
  const x = Float64Array.from({ length: n }, () => integer(3));
  return { x: column(x), y: column(x.map((group) => centres[group] + normal())) };
}

/** x and y both follow z, and y follows x a little on top of it: I(X; Y | Z) = -1/2 log(1 - r^2), r = b / sqrt(b^2 + 1). */
const follow = 0.7;
function sampleFollowing(n: number, seed: number, b: number) {
  const { normal } = random(seed, streams.following);
  const z = Float64Array.from({ length: n }, normal);
  const x = z.map((value) => value + normal());
  const y = z.map((value, i) => value + b * (x[i] - value) + normal());
  return { x: column(x), y: column(y), z: column(z) };
}

/** x_t = a x_{t-1} + noise. */
function series(a: number, n: number, seed: number, stream: number) {
  const { normal } = random(seed, streams.series, stream);
  const x = new Float64Array(n);
  x[0] = normal() / Math.sqrt(1 - a * a);
  for (let t = 1; t < n; t++) x[t] = a * x[t - 1] + normal();
  return column(x);
}

const memory = 0.9;
const twoSeries = (n: number): Source => ({
  n,
  sample: (seed) => ({ x: series(memory, n, seed, 0), y: series(memory, n, seed, 1) }),
});

/** Coverage: what the interval should contain. */
export const known: Readonly<Record<string, KnownSource>> = {
  "Gaussian, 1 + 1": ofTask(gaussian({ dims: 1, rho: 0.6 }), 1000),
  "Gaussian, 2 + 2": ofTask(gaussian({ dims: 2, rho: 0.5 }), 1000),
  "Student, one degree": ofTask(student({ dims: { x: 1, y: 1 }, nu: 1 }), 1000),
  "uniform noise": ofTask(additiveUniform({ noise: 0.75 }), 1000),
  categories: { n: 500, nats: tableNats, sample: (seed) => sampleTable(500, seed) },
  "categories and numbers": { n: 500, nats: mixtureNats, sample: (seed) => sampleMixture(500, seed) },
  "held fixed": {
    n: 1000,
    nats: 0.5 * Math.log(1 + follow ** 2),
    sample: (seed) => sampleFollowing(1000, seed, follow),
  },
};

/** Series that are shuffled as if their rows were independent: their p-values are not uniform. */
export const shuffledSeries = "the same, shuffled";

/** Independent columns: p-values should be uniform, except those of `shuffledSeries`. */
export const nothing: Readonly<Record<string, NullSource>> = {
  "normal, 1 + 1": independent(ofTask(gaussian({ dims: 1, rho: 0 }), 400)),
  "normal, 2 + 2": independent(ofTask(gaussian({ dims: 2, rho: 0 }), 200)),
  "categories and numbers": independent({
    n: 300,
    sample: (seed) => ({ x: sampleMixture(300, seed).x, y: sampleMixture(300, seed + 1e6).y }),
  }),
  "held fixed": independent({ n: 200, sample: (seed) => sampleFollowing(200, seed, 0) }),
  [`series of memory ${memory}`]: independent(twoSeries(500), { series: true }),
  [shuffledSeries]: independent(twoSeries(500)),
};
