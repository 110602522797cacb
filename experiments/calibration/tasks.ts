/** @module Six kinds of data with a known truth, and pairs that know nothing of one another. */
import { additiveUniform, gaussian, random, student } from "natwise";

const plain = (data, n, d = 1) => ({ data, shape: [n, d] });
const given = ({ data, n, d }) => plain(data, n, d);
const ofTask = (task, n) => ({
  n,
  nats: task.nats,
  sample(seed) {
    const { x, y } = task.sample(n, seed);
    return { x: given(x), y: given(y) };
  },
});

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

function sampleTable(n, seed) {
  const { uniform } = random(seed, 1);
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    let u = uniform();
    let cell = 0;
    while (cell < 8 && u >= table[Math.floor(cell / 3)][cell % 3])
      u -= table[Math.floor(cell / 3)][cell++ % 3];
    x[i] = Math.floor(cell / 3);
    y[i] = cell % 3;
  }
  return { x: plain(x, n), y: plain(y, n) };
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

function sampleMixture(n, seed) {
  const { integer, normal } = random(seed, 2);
  const x = Float64Array.from({ length: n }, () => integer(3));
  return {
    x: plain(x, n),
    y: plain(
      x.map((group) => centres[group] + normal()),
      n,
    ),
  };
}

/** x and y both follow z, and y follows x a little on top of it: I(X; Y | Z) = -1/2 log(1 - r^2), r = b / sqrt(b^2 + 1). */
const follow = 0.7;
function sampleFollowing(n, seed, b) {
  const { normal } = random(seed, 3);
  const z = Float64Array.from({ length: n }, normal);
  const x = z.map((value) => value + normal());
  const y = z.map((value, i) => value + b * (x[i] - value) + normal());
  return { x: plain(x, n), y: plain(y, n), z: plain(z, n) };
}

/** Coverage: what the interval should contain. */
export const known = {
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

/** x_t = a x_{t-1} + noise. */
function series(a, n, seed, stream) {
  const { normal } = random(seed, 4, stream);
  const x = new Float64Array(n);
  x[0] = normal() / Math.sqrt(1 - a * a);
  for (let t = 1; t < n; t++) x[t] = a * x[t - 1] + normal();
  return plain(x, n);
}

const memory = (n) => ({ n, sample: (seed) => ({ x: series(0.9, n, seed, 0), y: series(0.9, n, seed, 1) }) });

/** Null: p-values should be uniform; but that of shuffled series, which is here to show why series are asked about. */
export const nothing = {
  "normal, 1 + 1": ofTask(gaussian({ dims: 1, rho: 0 }), 400),
  "normal, 2 + 2": ofTask(gaussian({ dims: 2, rho: 0 }), 200),
  "categories and numbers": {
    n: 300,
    sample: (seed) => ({ x: sampleMixture(300, seed).x, y: sampleMixture(300, seed + 1e6).y }),
  },
  "held fixed": { n: 200, sample: (seed) => sampleFollowing(200, seed, 0) },
  "series of memory 0.9": { ...memory(500), series: true },
  "the same, shuffled": { ...memory(500), wrong: true },
};
