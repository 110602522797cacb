/**
 * KSG on one thread and on one per core against scikit-learn and ennemi on one thread, on correlated normals, in
 * alternating rounds.
 *
 *     node bench/ksg.mjs [rounds]
 */
import { availableParallelism } from "node:os";
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
const cores = availableParallelism();
console.log(
  `natwise on one thread and on ${cores} against ${versions.join(" and ") || "nothing (scikit-learn not found)"} on one\n`,
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
  const ours = async (threads) => {
    const started = performance.now();
    await estimate(data.x, data.y, { estimator: ksg(), threads });
    return performance.now() - started;
  };
  const able = peers.filter((who) => who === "scikit-learn" || d === 1);
  const times = Object.fromEntries(["one", "all", ...able].map((who) => [who, []]));
  for (let round = 0; round < Math.min(rounds, most); round++) {
    times.one.push(await ours(1));
    times.all.push(await ours(cores));
    for (const who of able)
      times[who].push(Number((await python.ask(`${who} ${n} ${d} ${round}`)).split(" ")[0]));
  }
  const compared = able.map((who) => {
    const [one, all] = [times.one, times.all].map((own) =>
      median(times[who].map((time, i) => time / own[i])).toFixed(2),
    );
    return `, ${who} ${median(times[who]).toFixed(0)} ms, ${one} and ${all} times natwise's`;
  });
  console.log(
    `N = ${n.toLocaleString("en")}, ${d} + ${d} columns: natwise ${median(times.one).toFixed(0)} and ${median(times.all).toFixed(0)} ms${compared.join("")} (${times.one.length} rounds)`,
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
