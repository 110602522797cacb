/**
 * The staircase of Poole et al. 2019 against PyTorch eager: InfoNCE with a separable and with a concat critic, five stairs,
 * batches of 64 fresh pairs, on one thread each, in turns.
 *
 *     node bench/staircase.mjs [steps per stair, 4000 in the paper] [rounds]
 *
 * Times include drawing the pairs on both sides. Ours also include compilation, counted once and not per step. The search for
 * PyTorch is that of bench/steps.mjs.
 */
import { onnxEngine } from "@natwise/onnx";
import { concat, gaussian, infoNCE, miTerm, separable, stream } from "natwise";
import { median } from "./peer.mjs";
import { torchPeer } from "./torch.mjs";

const steps = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 3);
const stairs = [2, 4, 6, 8, 10];
const hidden = [256, 256];
const critics = {
  separable: { critic: separable({ hidden, embed: 32 }), peers: ["separable"] },
  concat: { critic: concat({ hidden }), peers: ["concat", "concat-broadcast"] },
};
const { torch, named } = await torchPeer("staircase.py");
console.log(
  `InfoNCE up five stairs of ${steps} steps: natwise on ONNX Runtime against ${named}, one thread each, median of ${rounds} rounds\n`,
);

const engine = onnxEngine({ workers: 1 });
/** Minutes for the paper's 5 x 4,000 steps. */
const whole = (seconds, fixed = 0) => (fixed + ((seconds - fixed) * 4000) / steps) / 60;
const minutes = (values) => median(values).toFixed(1).padStart(6);
for (const [name, { critic, peers }] of Object.entries(critics)) {
  const times = Object.fromEntries(["natwise", ...peers].map((who) => [who, []]));
  const ends = {};
  const climb = async (steps) => {
    const began = performance.now();
    const values = await stream({
      term: miTerm({ bound: infoNCE(), critic }),
      stairs: stairs.map((nats) => ({ task: gaussian({ dims: 20, nats }), steps })),
      engine,
    });
    return { values, seconds: (performance.now() - began) / 1000 };
  };
  for (let round = 0; round < rounds; round++) {
    const fixed = (await climb(1)).seconds;
    const { values, seconds } = await climb(steps);
    times.natwise.push(whole(seconds, fixed));
    ends.natwise = stairs.map((_, i) => mean(values.slice((i + 0.75) * steps, (i + 1) * steps)).toFixed(3));
    for (const who of torch ? peers : []) {
      const [seconds, ...found] = (await torch.ask(`${who} ${steps}`)).split(" ");
      times[who].push(whole(Number(seconds)));
      ends[who] = found;
    }
  }
  console.log(`${name} critic`);
  console.log(
    `  natwise            ${minutes(times.natwise)} minutes for 20,000 steps; ends at ${ends.natwise.join(" ")}`,
  );
  for (const who of torch ? peers : []) {
    const ratios = times[who].map((time, i) => time / times.natwise[i]);
    console.log(
      `  PyTorch ${who === name ? "         " : "broadcast"}  ${minutes(times[who])} minutes, ${median(ratios).toFixed(2)} times natwise's (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); ends at ${ends[who].join(" ")}`,
    );
  }
}
await engine.dispose();
torch?.close();

function mean(values) {
  return values.reduce((a, b) => a + b) / values.length;
}
