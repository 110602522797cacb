import { auto, estimate } from "natwise";
import { kinds } from "/work/main/experiments/calibration/kinds.ts";

const draws = Number(process.argv[2] ?? 20);
const filter = new RegExp(process.argv[3] ?? ".");
const perms = Number(process.argv[4] ?? 99);
const estimator = auto({ train: false });
for (const [name, source] of Object.entries(kinds)) {
  if (!filter.test(name)) continue;
  let [cover, none, above, small, sum, sq, width] = [0, 0, 0, 0, 0, 0, 0];
  const names = new Map<string, number>(),
    codes = new Map<string, number>();
  const t = performance.now();
  let fails = "";
  for (let s = 0; s < draws; s++) {
    try {
      const { x, y, z } = source.sample(s);
      const f = await estimate(x, y, { estimator, given: z, level: 0.95, permutations: perms, seed: s });
      sum += f.nats;
      sq += f.nats ** 2;
      names.set(f.estimator, (names.get(f.estimator) ?? 0) + 1);
      for (const { code } of f.remarks) codes.set(code, (codes.get(code) ?? 0) + 1);
      if (!f.interval) none++;
      else {
        if (f.interval.low <= source.nats && source.nats <= (f.interval.high ?? Infinity)) cover++;
        if (f.interval.low > 0) above++;
        width += (f.interval.high ?? NaN) - f.interval.low;
      }
      if (f.pValue !== null && f.pValue <= 0.05) small++;
    } catch (e) {
      fails = (e as Error).message;
      none++;
    }
  }
  const m = sum / draws;
  console.log(
    name.padEnd(50),
    source.nats.toFixed(3),
    "mean",
    m.toFixed(3),
    "sd",
    Math.sqrt(Math.max(0, sq / draws - m * m)).toFixed(3),
    "cover",
    cover,
    "none",
    none,
    ">0",
    above,
    "p",
    small,
    "w",
    (width / draws).toFixed(3),
    [...names].map(([k, v]) => `${k} ${v}`).join("; "),
    [...codes].map(([k, v]) => `${k} ${v}`).join(" "),
    fails,
    ((performance.now() - t) / draws).toFixed(0) + "ms",
  );
}
