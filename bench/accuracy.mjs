/**
 * Errors of the estimators with default options, on correlated normals of known information.
 *
 *     node bench/accuracy.mjs [seeds] [estimator,...]
 *
 * Values of trained critics are held out. The column "draws" is the error of the samples themselves: the mean over seeds of the
 * pointwise information minus the truth, which no estimator can remove.
 */

import { onnxEngine } from "@natwise/onnx";
import { bounds, estimate, ksg, neural, random } from "natwise";

const seeds = Number(process.argv[2] ?? 5);
const asked = (process.argv[3] ?? "mine,nwj,dv,infoNCE,ksg").split(",");
const engine = onnxEngine();
const estimators = Object.fromEntries(
  asked.map((name) => [name, name === "ksg" ? ksg() : neural({ bound: bounds[name]() })]),
);
const tasks = [
  ...[0.9, 0.5, 0].flatMap((rho) => [1, 2].map((d) => ({ d, rho, n: 5000 }))),
  {
    d: 20,
    rho: Math.sqrt(1 - Math.exp((-2 * 2) / 20)),
    n: 20000,
    seeds: 1,
    only: ["mine", "nwj", "infoNCE"],
  },
];

console.log(
  "columns    rho      N  estimator   truth    mean   error   worst  ceiling  train  seconds  draws",
);
for (const { d, rho, n, only, seeds: own = seeds } of tasks) {
  const truth = -0.5 * d * Math.log(1 - rho * rho);
  for (const [name, estimator] of Object.entries(estimators)) {
    if (only && !only.includes(name)) continue;
    const runs = [];
    for (let seed = 0; seed < own; seed++) {
      const { x, y, draws } = normals(n, d, rho, seed);
      runs.push({ ...(await estimate(x, y, { estimator, seed, engine })), draws: draws - truth });
    }
    const mean = (of) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
    const worst = Math.max(...runs.map(({ nats }) => Math.abs(nats - truth)));
    const cells = [
      `${d} + ${d}`.padStart(7),
      rho.toFixed(3).padStart(6),
      `${n}`.padStart(6),
      ` ${name}`.padEnd(10),
      truth.toFixed(3).padStart(6),
      mean(({ nats }) => nats)
        .toFixed(3)
        .padStart(7),
      (mean(({ nats }) => nats) - truth).toFixed(3).padStart(7),
      worst.toFixed(3).padStart(7),
      (runs[0].ceiling?.toFixed(2) ?? "-").padStart(8),
      (runs[0].train === null ? "-" : mean(({ train }) => train).toFixed(3)).padStart(6),
      mean(({ seconds }) => seconds)
        .toFixed(1)
        .padStart(8),
      mean(({ draws }) => draws)
        .toFixed(3)
        .padStart(6),
    ];
    console.log(cells.join(" "));
  }
}
await engine.dispose();

/** n pairs with d correlated columns on each side, and the mean of their pointwise information. */
function normals(n, d, rho, seed) {
  const source = random(seed, 7);
  const x = [];
  const y = [];
  let draws = 0;
  for (let i = 0; i < n; i++) {
    const a = Array.from({ length: d }, () => source.normal());
    const b = a.map((v) => rho * v + Math.sqrt(1 - rho * rho) * source.normal());
    a.forEach((v, j) => {
      const q = rho * rho * (v * v + b[j] * b[j]) - 2 * rho * v * b[j];
      draws += (-0.5 * Math.log(1 - rho * rho) - q / (2 * (1 - rho * rho))) / n;
    });
    x.push(a);
    y.push(b);
  }
  return { x, y, draws };
}
