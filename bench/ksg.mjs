/**
 * KSG against scikit-learn's mutual_info_regression on correlated normals, one thread each, interleaved.
 *
 *     node bench/ksg.mjs [rounds]
 */
import { estimate, ksg, random } from "natwise";
import { median, peer } from "./peer.mjs";

const rounds = Number(process.argv[2] ?? 15);
const sklearn = await peer(new URL("ksg.py", import.meta.url), {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
});
console.log(
  `natwise against ${sklearn ? `scikit-learn ${sklearn.greeting.split(" ")[1]}` : "nothing: no scikit-learn here"}, one thread each, median of ${rounds} rounds\n`,
);

for (const { n, d } of [
  { n: 10_000, d: 1 },
  { n: 10_000, d: 3 },
  { n: 100_000, d: 1 },
]) {
  const data = normals(n, d);
  const ours = async () => {
    const started = performance.now();
    await estimate(data.x, data.y, { estimator: ksg() });
    return performance.now() - started;
  };
  // mutual_info_regression takes one column a side.
  const theirs = d === 1 && sklearn ? async () => Number((await sklearn.ask(`${n} 1`)).split(" ")[0]) : null;
  await ours();
  await theirs?.();
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await ours());
    if (theirs) times.theirs.push(await theirs());
  }
  const ratios = times.theirs.map((time, i) => time / times.ours[i]);
  const comparison = theirs
    ? `, scikit-learn ${median(times.theirs).toFixed(0)} ms, ${median(ratios).toFixed(2)} times natwise's`
    : "";
  console.log(
    `N = ${n.toLocaleString("en")}, ${d} + ${d} columns: natwise ${median(times.ours).toFixed(0)} ms${comparison}`,
  );
}
sklearn?.close();

function normals(n, d) {
  const source = random(1);
  const x = { data: new Float64Array(n * d), shape: [n, d] };
  const y = { data: new Float64Array(n * d), shape: [n, d] };
  for (let i = 0; i < n * d; i++) {
    x.data[i] = source.normal();
    y.data[i] = 0.6 * x.data[i] + 0.8 * source.normal();
  }
  return { x, y };
}
