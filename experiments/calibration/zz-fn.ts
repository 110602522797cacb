import { auto, estimate, random } from "natwise";

const fns: Record<string, (r: any, i: number, n: number) => number[]> = {
  sin: (r) => {
    const x = r.normal() * 2;
    return [x, Math.sin(x)];
  },
  sin20: (r) => {
    const x = r.uniform();
    return [x, Math.sin(60 * x)];
  },
  circle: (r) => {
    const t = r.uniform() * 2 * Math.PI;
    return [Math.cos(t), Math.sin(t)];
  },
  steps: (r) => {
    const x = r.uniform();
    return [x, Math.floor(8 * x)];
  },
  stepsC: (r) => {
    const x = r.uniform();
    return [x, Math.floor(8 * x) + 0.1 * x];
  },
  squareGrid: (_, i, n) => [i - n / 2, (i - n / 2) ** 2],
  sqr: (r) => {
    const x = r.normal();
    return [x, x * x];
  },
  abs: (r) => {
    const x = r.normal();
    return [x, Math.abs(x)];
  },
  noise1e3: (r) => {
    const x = r.normal();
    return [x, Math.sin(x) + 1e-3 * r.normal()];
  },
  noise1e2: (r) => {
    const x = r.normal();
    return [x, Math.sin(x) + 1e-2 * r.normal()];
  },
  noise1e1: (r) => {
    const x = r.normal();
    return [x, Math.sin(x) + 1e-1 * r.normal()];
  },
  gauss6: (r) => {
    const x = r.normal();
    return [x, x + Math.exp(-6) * r.normal()];
  },
  xsqInt: (r) => {
    const x = Math.round(20 * r.normal());
    return [x, x * x];
  },
  lissajous: (r) => {
    const t = r.uniform() * 6.283;
    return [Math.sin(2 * t), Math.sin(3 * t + 1)];
  },
  plane: (r) => {
    const a = r.normal(),
      b = r.normal();
    return [a, b, a * b];
  },
  planeNoise: (r) => {
    const a = r.normal(),
      b = r.normal();
    return [a, b, a * b + 0.1 * r.normal()];
  },
};
for (const n of [300, 2000])
  for (const [name, f] of Object.entries(fns)) {
    const r = random(1, 77);
    const rows = Array.from({ length: n }, (_, i) => f(r, i, n));
    const y = { data: Float64Array.from(rows, (q) => q[q.length - 1]), shape: [n, 1] as const };
    const dx = rows[0].length - 1;
    const x = { data: Float64Array.from(rows.flatMap((q) => q.slice(0, -1))), shape: [n, dx] as const };
    const f2 = await estimate(x, y, { estimator: auto({ train: false }), level: 0.95, permutations: 39 });
    console.log(
      n,
      name.padEnd(10),
      f2.nats.toFixed(3),
      f2.guarantee,
      f2.interval && `${f2.interval.low.toFixed(2)}..${f2.interval.high?.toFixed(2)}`,
      f2.estimator,
      f2.remarks.map((m) => m.message).join(" | "),
      f2.checks.map((c) => c.estimator + " " + c.nats.toFixed(2)).join(", "),
    );
  }
