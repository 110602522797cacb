import {
  gaussian,
  gaussianCopula,
  ksg,
  normalScores,
  permutationTest,
  random,
  standardise,
  student,
} from "natwise";
import { spanInformation, spanOf } from "../../packages/natwise/src/inference/scoreCorrelations.ts";
import {
  asSet,
  neighboursOf,
  sharedNeighbours,
} from "../../packages/natwise/src/inference/sharedNeighbours.ts";

const run = (g: any) => {
  let s = g.next();
  while (!s.done) s = g.next();
  return s.value;
};
const context = { seed: 0, engine: () => Promise.reject(new Error()) } as any;
const N = Number(process.argv[2] ?? 500);
const mk = (f: (r: any) => [number[], number[]]) => (seed: number) => {
  const r = random(seed, 5);
  const rows = Array.from({ length: N }, () => f(r));
  const m = (k: 0 | 1) => ({
    data: Float64Array.from(rows.flatMap((q) => q[k])),
    n: N,
    d: rows[0][k].length,
  });
  return { x: m(0), y: m(1) };
};
const norm = (r: any, d: number) => Array.from({ length: d }, () => r.normal());
const alts: Record<string, any> = {
  null22: mk((r) => [norm(r, 2), norm(r, 2)]),
  lin22: (s: number) => gaussian({ dims: 2, rho: 0.12 }).sample(N, s),
  lin55: (s: number) => gaussian({ dims: 5, rho: 0.1 }).sample(N, s),
  student22: (s: number) => student({ dims: { x: 2, y: 2 }, nu: 4 }).sample(N, s),
  circle12: mk((r) => {
    const t = r.uniform() * 6.283;
    return [[Math.cos(t) + 0.9 * r.normal()], [Math.sin(t) + 0.9 * r.normal(), r.normal()]];
  }),
  sine12: mk((r) => {
    const x = r.uniform();
    return [[x], [Math.sin(25 * x) + 1.5 * r.normal(), r.normal()]];
  }),
  quad21: mk((r) => {
    const x = norm(r, 2);
    return [x, [0.25 * x[0] * x[0] + r.normal()]];
  }),
  prod21: mk((r) => {
    const x = norm(r, 2);
    return [x, [0.25 * x[0] * x[1] + r.normal()]];
  }),
  quad55: mk((r) => {
    const x = norm(r, 5),
      y = norm(r, 5);
    y[0] += 0.4 * x[0] * x[0];
    return [x, y];
  }),
};
for (const [name, f] of Object.entries(alts)) {
  let a = 0,
    b = 0,
    ta = 0,
    tb = 0;
  const D = 40,
    B = 39;
  for (let s = 0; s < D; s++) {
    const q = f(s);
    const x = standardise(q.x, "x"),
      y = standardise(q.y, "y");
    let t = performance.now();
    const c = await permutationTest(x, y, {
      estimators: [ksg(), gaussianCopula()],
      permutations: B,
      context: { ...context, seed: s },
    });
    ta += performance.now() - t;
    if (c.pValue <= 0.05) a++;
    t = performance.now();
    const sx = normalScores(x, { random: random(s, 1) }),
      sy = normalScores(y, { random: random(s, 2) });
    const nx = run(neighboursOf(sx)),
      ny = asSet(run(neighboursOf(sy)));
    const ux = spanOf(sx),
      uy = spanOf(sy);
    const stat = (o: Int32Array) => [sharedNeighbours(nx, ny, o), spanInformation(ux, uy, o)];
    const vals = [stat(Int32Array.from({ length: N }, (_, i) => i))];
    for (let i = 0; i < B; i++) vals.push(stat(random(s, 5, i).permutation(N)));
    const z = [0, 1].map((k) => {
      const v = vals.map((w) => w[k]);
      const m = v.reduce((p, q) => p + q) / v.length;
      const sd = Math.sqrt(v.reduce((p, q) => p + (q - m) ** 2, 0) / v.length);
      return v.map((w) => (w - m) / sd);
    });
    const mx = vals.map((_, i) => Math.max(z[0][i], z[1][i]));
    const p = (1 + mx.slice(1).filter((v) => v >= mx[0]).length) / (B + 1);
    tb += performance.now() - t;
    if (p <= 0.05) b++;
  }
  console.log(
    name.padEnd(10),
    "ksg",
    a,
    "/40 shared",
    b,
    "/40",
    (ta / D).toFixed(0),
    "ms",
    (tb / D).toFixed(0),
    "ms",
  );
}
