import { additiveUniform, auto, estimate, gaussian, maps, mapX, mapY, multinormal, student } from "natwise";

const N = 5000;
const tasks: any = {
  "1+1": gaussian({ dims: 1, rho: 0.75 }),
  uniform: additiveUniform({ noise: 0.1 }),
  "2+2": gaussian({ dims: 2, rho: 0.6 }),
  student22: student({ dims: { x: 2, y: 2 }, nu: 2 }),
  "3+3": gaussian({ dims: 3, rho: 0.5 }),
  "5+5": gaussian({ dims: 5, rho: 0.4 }),
  "5+5pair": gaussian({ dims: 5, rho: 0.4 }),
};
for (const [name, t] of Object.entries(tasks) as any) {
  const { x, y } = t.sample(N, 1);
  const s = (m: any) => ({ data: m.data, shape: [m.n, m.d] as const });
  for (const o of [{}] as any[]) {
    const t0 = performance.now();
    const f = await estimate(s(x), s(y), o);
    console.log(
      name.padEnd(10),
      JSON.stringify(o).padEnd(32),
      ((performance.now() - t0) / 1000).toFixed(2),
      "s",
      t.nats.toFixed(3),
      f.nats.toFixed(3),
      f.interval && `${f.interval.low.toFixed(3)}..${f.interval.high?.toFixed(3)}`,
      f.estimator,
      f.pValue,
      f.checks.map((c: any) => c.estimator + " " + c.nats.toFixed(3)).join("; "),
    );
  }
}
