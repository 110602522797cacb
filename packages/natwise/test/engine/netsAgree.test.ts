import { numpy as np } from "@jax-js/jax";
import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { infoNCE } from "../../src/bounds/infoNCE.ts";
import { separable } from "../../src/critics/separable.ts";
import { jaxEngine } from "../../src/engine/jaxEngine.ts";
import { leaves } from "../../src/engine/leaves.ts";
import { drawNoise } from "../../src/nets/drawNoise.ts";
import { nets } from "../../src/nets/index.ts";
import { adam } from "../../src/optimisers/adam.ts";
import { chain } from "../../src/optimisers/chain.ts";
import { clipByGlobalNorm } from "../../src/optimisers/clipByGlobalNorm.ts";
import { schedules } from "../../src/optimisers/schedules.ts";
import { sgd } from "../../src/optimisers/sgd.ts";
import { weightDecay } from "../../src/optimisers/weightDecay.ts";
import { random } from "../../src/rows/random.ts";
import { type AlternateState, alternate } from "../../src/training/alternate.ts";
import { miTerm } from "../../src/training/miTerm.ts";
import type { Engine, Example, Params, Step, Tensor, Tensors } from "../../src/types.ts";
import { size } from "../nets/checkNet.ts";

const native = onnxEngine({ workers: 1 });
const reference = await jaxEngine();
afterAll(() => native.dispose());

const { batchNorm, conv, convTranspose, dense, dropout, flatten, gaussianNoise, layerNorm, mlp } = nets;
const { reshape, residual, sequential, leakyRelu, relu, elu, tanh } = nets;

const K = 6;
const image = [1, 8, 8];
const draws = random(5);
const normals = (shape: readonly number[]): Tensor => ({
  data: Float32Array.from({ length: size(shape) }, draws.normal),
  shape,
});

/** Both engines' last state and metrics of T steps. */
async function both(step: Step, example: Example, batches: Tensors): Promise<[Tensors, Tensors][]> {
  const run = async (engine: Engine) => {
    const program = await engine.compile(step, example);
    const found = await program.run(example.state, batches);
    await program.dispose();
    return found;
  };
  return [await run(native), await run(reference)];
}

/**
 * Within 1e-3 of the largest value of each leaf, or of a hundredth: a bias before batch norm has no gradient in theory, and
 * holds rounding.
 */
function agree(ours: Tensors, theirs: Tensors) {
  const expected = leaves(theirs);
  leaves(ours).forEach(({ data, shape }, i) => {
    expect(shape).toEqual(expected[i].shape);
    const scale = Math.max(1e-2, ...Array.from(expected[i].data, Math.abs));
    data.forEach((value, j) => {
      expect(Number.isFinite(value)).toBe(true);
      expect(Math.abs(value - expected[i].data[j])).toBeLessThan(1e-3 * scale);
    });
  });
}

describe("both engines agree on", () => {
  it("a generator and a discriminator of convolutions, with batch norm, noise and a player that waits", async () => {
    const generator = sequential([
      ...[dense({ outputs: 32 }), reshape([8, 2, 2]), batchNorm(), relu()],
      ...[convTranspose({ channels: 4, window: 4, stride: 2, padding: 1 }), batchNorm(), elu()],
      ...[convTranspose({ channels: 1, window: 4, stride: 2, padding: 1, gain: 1 }), tanh()],
    ]);
    const discriminator = sequential([
      ...[
        gaussianNoise({ deviation: 0.1 }),
        conv({ channels: 4, window: 4, stride: 2, padding: 1 }),
        leakyRelu(),
      ],
      ...[residual(sequential([conv({ channels: 4, window: 3, padding: 1 }), layerNorm(), leakyRelu()]))],
      ...[dropout({ rate: 0.25 }), flatten(), dense({ outputs: 1, gain: 1 })],
    ]);
    const g = generator.init(1, [5]);
    const d = discriminator.init(2, image);
    expect(g.shape).toEqual(image);

    /** Logits of true and of made images, from one pass of both together, and the generator's next state. */
    const judged = (params: Params, state: Params, { x, z, noise }: Params) => {
      const [made, next] = generator.apply(params.generator, state, z, {});
      const both = np.concatenate([x, made], 0);
      const [logits] = discriminator.apply(params.discriminator, d.state, both, noise);
      return { real: logits.ref.slice([0, K]), fake: logits.slice([K, 2 * K]), next };
    };
    const softplus = (logits: np.Array) => nets.softplus().apply({}, {}, logits, null)[0];
    const schedule = schedules.warmup({ over: 2, after: schedules.cosine({ over: 10 }) });
    const game = alternate([
      {
        params: "discriminator",
        direction: "minimise",
        optimiser: chain(
          clipByGlobalNorm(1),
          weightDecay({ rate: 1e-3, schedule }),
          sgd({ learningRate: 0.1, momentum: 0.5, schedule }),
        ),
        objective(params, state, batch) {
          const { real, fake, next } = judged(params, state, batch);
          const loss = softplus(real.mul(-1)).mean().add(softplus(fake).mean());
          return [loss.ref, { state: next, metrics: loss }];
        },
      },
      {
        params: "generator",
        direction: "maximise",
        every: 2,
        optimiser: adam({ learningRate: 1e-2, epsilon: 1e-3 }),
        objective(params, state, batch) {
          const { real, fake, next } = judged(params, state, batch);
          real.dispose();
          const mean = fake.mean();
          return [mean.ref, { state: next, metrics: mean }];
        },
      },
    ]);
    const state = game.init({ generator: g.params, discriminator: d.params }, g.state);
    const batch = (...lead: number[]) => ({
      x: normals([...lead, K, ...image]),
      z: normals([...lead, K, 5]),
      noise: drawNoise(d.noise, draws, [...lead, 2 * K]),
    });
    const [[ours, reported], [theirs, expected]] = await both(game.step, { state, batch: batch() }, batch(5));
    agree(ours, theirs);
    agree(reported, expected);
    const moved = (group: string) => {
      const before = leaves(state.params[group]);
      const after = leaves((ours as AlternateState<Tensors>).params[group]);
      return before.every(({ data }, i) => data.some((value, j) => value !== after[i].data[j]));
    };
    expect([moved("generator"), moved("discriminator")]).toEqual([true, true]);
    // Of the running averages, which start at zero: batch norm's state is carried.
    expect(leaves((ours as AlternateState<Tensors>).state)[0].data.some((value) => value !== 0)).toBe(true);
  });

  it("an encoder with batch norm that maximises its information with a critic of images", async () => {
    const encoder = sequential([
      conv({ channels: 3, window: 3, stride: 2 }),
      batchNorm(),
      relu(),
      flatten(),
      dense({ outputs: 2 }),
    ]);
    const term = miTerm({
      bound: infoNCE(),
      critic: separable({
        x: sequential([
          conv({ channels: 3, window: 3, stride: 2 }),
          relu(),
          flatten(),
          dense({ outputs: 4 }),
        ]),
        y: mlp({ hidden: [8], outputs: 4, gain: 0 }),
      }),
    });
    const climb = (params: Params, { net, term: carried }: Params, { x }: Params) => {
      const [code, next] = encoder.apply(params.encoder, net, x.ref, {});
      const [{ value, objective }, after] = term.apply(params.critic, carried, x, code);
      return [objective, { state: { net: next, term: after }, metrics: value }] as [
        np.Array,
        { state: Params; metrics: Params },
      ];
    };
    const optimiser = adam({ learningRate: 1e-2, epsilon: 1e-3 });
    const game = alternate([
      { params: "critic", objective: climb, optimiser, direction: "maximise" },
      { params: "encoder", objective: climb, optimiser, direction: "maximise" },
    ]);
    const net = encoder.init(1, image);
    const start = term.init(2, { x: image, y: net.shape });
    const state = game.init(
      { critic: start.params, encoder: net.params },
      { net: net.state, term: start.state },
    );
    const T = 40;
    const x = normals([K, ...image]);
    const again = {
      data: Float32Array.from({ length: T * x.data.length }, (_, i) => x.data[i % x.data.length]),
      shape: [T, ...x.shape],
    };
    const [[, ours], [, theirs]] = await both(game.step, { state, batch: { x } }, { x: again });
    const of = (metrics: Tensors) => Array.from((metrics as { critic: Tensor }).critic.data);
    // Chaos in forty steps of Adam makes engines part; ten are compared, and both learn.
    of(ours)
      .slice(0, 10)
      .forEach((value, t) => {
        expect(Math.abs(value - of(theirs)[t])).toBeLessThan(1e-3);
      });
    expect(of(ours)[0]).toBeCloseTo(0, 5);
    for (const metrics of [ours, theirs]) expect(of(metrics)[T - 1]).toBeGreaterThan(0.5 * Math.log(K));
  });
});
