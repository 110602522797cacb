/**
 * Training steps against PyTorch eager, on one thread each, in alternating rounds.
 *
 *     node bench/steps.mjs [rounds]
 *
 * Searches PyTorch in the interpreter named by PYTHON, then /usr/bin/python3, then python3; without it, natwise is timed alone.
 * Compare the ratios, not the times: other load on the machine affects both sides.
 */
import { numpy as np } from "@jax-js/jax";
import { onnxEngine, toOnnx } from "@natwise/onnx";
import { concat, infoNCE, mine, miTerm, random, separable, trainer } from "natwise";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { median } from "./peer.mjs";
import { torchPeer } from "./torch.mjs";

// Disables ONNX Runtime's telemetry for the sessions opened here, outside the engine.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

const rounds = Number(process.argv[2] ?? 7);
const D = 20;
const rho = Math.sqrt(1 - Math.exp((-2 * 4) / D));
const hidden = [256, 256];

/** The matrix products of an MLP's training step, forward and backward, as [rows, inner, columns]. */
const mlp = (rows, inputs, outputs) => {
  const forward = [
    [rows, inputs, 256],
    [rows, 256, 256],
    [rows, 256, outputs],
  ];
  // The gradient of every layer's weights, and of the inputs of all layers but the first.
  return forward.flatMap(([m, k, n], i) => [[m, k, n], [k, m, n], ...(i > 0 ? [[m, n, k]] : [])]);
};
const steps = {
  mine: {
    title: "MINE, 128 joint + 128 shuffled pairs",
    K: 128,
    term: miTerm({ bound: mine(), critic: concat({ hidden }), negatives: 1 }),
    products: mlp(256, 2 * D, 1),
    peers: ["mine"],
    count: 200,
  },
  concat: {
    title: "InfoNCE, concat critic, 64 x 64 pairs",
    K: 64,
    term: miTerm({ bound: infoNCE(), critic: concat({ hidden }) }),
    // The first layer has K rows on each side, the others K x K.
    products: [
      ...[
        [64, D, 256],
        [64, D, 256],
        [D, 64, 256],
        [D, 64, 256],
      ],
      ...[
        [4096, 256, 256],
        [256, 4096, 256],
        [4096, 256, 256],
      ],
      ...[
        [4096, 256, 1],
        [256, 4096, 1],
        [4096, 1, 256],
      ],
    ],
    peers: ["concat", "concat-broadcast"],
    count: 20,
  },
  separable: {
    title: "InfoNCE, separable critic, 128",
    K: 128,
    term: miTerm({ bound: infoNCE(), critic: separable({ hidden, embed: 32 }) }),
    products: [...mlp(128, D, 32), ...mlp(128, D, 32), [128, 32, 128], [128, 128, 32], [128, 128, 32]],
    peers: ["separable"],
    count: 200,
  },
};
const { torch, named } = await torchPeer("steps.py");
console.log(`natwise on ONNX Runtime against ${named}, one thread each, median of ${rounds} rounds\n`);

const engine = onnxEngine({ workers: 1 });
const [x, y] = normals(6400);
for (const { title, K, term, products, peers, count } of Object.values(steps)) {
  const training = trainer(term, { learningRate: 5e-4 });
  const start = training.init(0, { x: [D], y: [D] });
  const row = { data: new Int32Array(K), shape: [K] };
  const program = await engine.compile(training.step, {
    state: start,
    batch: { x: row, y: row },
    data: { x, y },
  });
  const batches = rows(count, K);
  let state = start;
  const ours = async () => {
    const started = performance.now();
    [state] = await program.run(state, batches);
    return (performance.now() - started) / count;
  };
  const matrix = await productsAlone(products);
  await ours();
  for (const name of peers) await torch?.ask(`${name} ${count / 4}`);
  const times = { natwise: [], matrix: [], ...Object.fromEntries(peers.map((name) => [name, []])) };
  for (let round = 0; round < rounds; round++) {
    times.natwise.push(await ours());
    for (const name of peers) if (torch) times[name].push(Number(await torch.ask(`${name} ${count}`)));
    times.matrix.push(await matrix(count));
  }
  await program.dispose();
  const natwise = median(times.natwise);
  console.log(title);
  console.log(
    `  natwise           ${natwise.toFixed(2).padStart(7)} ms a step, of which matrix products alone ${((100 * median(times.matrix)) / natwise).toFixed(0)}%`,
  );
  for (const name of torch ? peers : []) {
    const ratios = times[name].map((time, i) => time / times.natwise[i]);
    console.log(
      `  PyTorch ${name === peers[0] ? "        " : "broadcast"} ${median(times[name]).toFixed(2).padStart(7)} ms a step, ${median(ratios).toFixed(2)} times natwise's (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    );
  }
}
await engine.dispose();
torch?.close();

function normals(n) {
  const source = random(1);
  const data = [new Float32Array(n * D), new Float32Array(n * D)];
  for (let i = 0; i < n * D; i++) {
    data[0][i] = source.normal();
    data[1][i] = rho * data[0][i] + Math.sqrt(1 - rho * rho) * source.normal();
  }
  return data.map((values) => ({ data: values, shape: [n, D] }));
}

function rows(T, K) {
  const source = random(2);
  const data = new Int32Array(T * K);
  for (let t = 0; t < T; t++) data.set(source.permutation(6400).subarray(0, K), t * K);
  const tensor = { data, shape: [T, K] };
  return { x: tensor, y: tensor };
}

/**
 * Milliseconds for one pass over the products in ONNX Runtime's own kernels. Only one element of each product is an output,
 * since returning whole products would double the time.
 */
async function productsAlone(products) {
  const fill = (m, n) => ({
    data: Float32Array.from({ length: m * n }, (_, i) => Math.sin(i)),
    shape: [m, n],
  });
  const operands = products.map(([m, k, n]) => [fill(m, k), fill(k, n)]);
  const bytes = await toOnnx((pairs) => pairs.map(([a, b]) => np.matmul(a, b).slice(0, 0)), [operands], {
    inputs: ["p"],
    output: "o",
  });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const feeds = Object.fromEntries(
    operands.flatMap(([a, b], i) =>
      [a, b].map(({ data, shape }, j) => [`p.${i}.${j}`, new Tensor("float32", data, shape)]),
    ),
  );
  return async (count) => {
    const started = performance.now();
    for (let i = 0; i < count; i++) await session.run(feeds);
    return (performance.now() - started) / count;
  };
}
