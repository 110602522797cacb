/**
 * KSG against scikit-learn and ennemi on correlated normals, on one thread each, in alternating rounds.
 *
 *     node bench/ksg.mjs [rounds]
 */
import { estimate, ksg, random } from "natwise";
import { median, peer } from "./peer.mjs";

const rounds = Number(process.argv[2] ?? 9);
const python = await peer(new URL("ksg.py", import.meta.url), {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
});
const [, scikit, ennemi] = python?.greeting.split(" ") ?? [];
const peers = python ? ["scikit-learn", ...(ennemi === "-" ? [] : ["ennemi"])] : [];
const versions = [scikit && `scikit-learn ${scikit}`, ennemi && ennemi !== "-" && `ennemi ${ennemi}`].filter(
  Boolean,
);
console.log(
  `natwise against ${versions.join(" and ") || "nothing (scikit-learn not found)"}, one thread each\n`,
);

// Few rounds of the sizes at which a peer takes a minute.
for (const { n, d, most = rounds } of [
  { n: 10_000, d: 1 },
  { n: 10_000, d: 3 },
  { n: 100_000, d: 1 },
  { n: 10_000, d: 5, most: 3 },
  { n: 100_000, d: 5, most: 1 },
]) {
  const data = normals(n, d);
  const ours = async () => {
    const started = performance.now();
    await estimate(data.x, data.y, { estimator: ksg() });
    return performance.now() - started;
  };
  const able = peers.filter((who) => who === "scikit-learn" || d === 1);
  const times = Object.fromEntries(["natwise", ...able].map((who) => [who, []]));
  for (let round = 0; round < Math.min(rounds, most); round++) {
    times.natwise.push(await ours());
    for (const who of able)
      times[who].push(Number((await python.ask(`${who} ${n} ${d} ${round}`)).split(" ")[0]));
  }
  const compared = able.map((who) => {
    const ratio = median(times[who].map((time, i) => time / times.natwise[i]));
    return `, ${who} ${median(times[who]).toFixed(0)} ms, ${ratio.toFixed(2)} times natwise's`;
  });
  console.log(
    `N = ${n.toLocaleString("en")}, ${d} + ${d} columns: natwise ${median(times.natwise).toFixed(0)} ms${compared.join("")} (${times.natwise.length} rounds)`,
  );
}
python?.close();

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
