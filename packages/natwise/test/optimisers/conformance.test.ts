import { grad, jit, numpy as np } from "@jax-js/jax";
import { onnxEngine } from "@natwise/onnx";
import { afterAll, describe, expect, it } from "vitest";
import { jaxEngine, toArrays } from "../../src/engine/jaxEngine.ts";
import { leaves } from "../../src/engine/leaves.ts";
import { mapTensors } from "../../src/engine/mapTensors.ts";
import { chain } from "../../src/optimisers/chain.ts";
import { optimisers, wrappers } from "../../src/optimisers/index.ts";
import { schedules } from "../../src/optimisers/schedules.ts";
import type { Engine, Optimiser, Params, Schedule, Step, Tensor, Tensors } from "../../src/types.ts";

const native = onnxEngine({ workers: 1 });
const reference = await jaxEngine();
afterAll(() => native.dispose());

const { adam, sgd } = optimisers;
const { clipByGlobalNorm, weightDecay } = wrappers;
const schedule = schedules.warmup({ over: 10, after: schedules.cosine({ over: 190 }) });
const all: [string, Optimiser][] = [
  ["adam", adam({ learningRate: 0.05 })],
  ["adam with a schedule", adam({ learningRate: 0.1, schedule })],
  ["sgd", sgd({ learningRate: 0.1 })],
  ["sgd with momentum and a schedule", sgd({ learningRate: 0.05, momentum: 0.8, schedule })],
  ["clipped sgd", chain(clipByGlobalNorm(0.5), sgd({ learningRate: 0.1 }))],
  [
    "clipped adam with weight decay",
    chain(clipByGlobalNorm(1), weightDecay({ rate: 1e-5 }), adam({ learningRate: 0.05 })),
  ],
];

const start = {
  w: { data: Float32Array.of(1, -2, 3, 4), shape: [2, 2] },
  b: [{ data: Float32Array.of(0.5), shape: [] }],
};
const target = { w: [0.5, 1, -1, 2], b: -1 };
/** sum (w - target)^2 + 2 (b - target)^2, halved. */
const loss = ({ w, b }: Params) =>
  np
    .square(w.reshape([-1]).sub(np.array(target.w)))
    .sum()
    .add(np.square(b[0].add(1)).mul(2))
    .mul(0.5);

describe.each(all)("%s", (_name, optimiser) => {
  const step: Step = ({ params, state }, batch: np.Array) => {
    const gradients = grad(loss)(toRef(params));
    const [next, carried] = optimiser.update(gradients, state, params);
    return [{ params: next, state: carried }, batch];
  };
  const first = { params: start, state: optimiser.init(start) };

  it("minimises a quadratic, and keeps the structure of its state", async () => {
    const [last] = await run(reference, step, first, 200);
    const { params, state } = last as { params: typeof start; state: Tensors };
    const found = [...params.w.data, ...params.b[0].data];
    found.forEach((value, i) => {
      expect(Math.abs(value - [...target.w, target.b][i])).toBeLessThan(0.02);
    });
    const shapes = (tensors: Tensors) => mapTensors(tensors, ({ shape }) => ({ data: null, shape }));
    expect(shapes(state)).toEqual(shapes(first.state));
  });

  it("takes the same steps on both engines", async () => {
    const [ours] = await run(native, step, first, 30);
    const [theirs] = await run(reference, step, first, 30);
    leaves(ours).forEach((leaf, i) => {
      const expected = leaves(theirs)[i].data;
      const scale = Math.max(1e-3, ...Array.from(expected, Math.abs));
      leaf.data.forEach((value, j) => {
        // The engines' exponentials differ by up to 2e-6, and 1 - b2^t is a small difference.
        expect(Math.abs(value - expected[j])).toBeLessThan(2e-3 * scale);
      });
    });
  });
});

it("every optimiser and wrapper of the catalogue is in the battery", () => {
  expect([...Object.keys(optimisers), ...Object.keys(wrappers)]).toEqual([
    ...["adam", "sgd"],
    ...["clipByGlobalNorm", "weightDecay"],
  ]);
});

describe("steps are those of a float64 twin:", () => {
  const gradients = [
    [0.3, -4, 2, 0, 7],
    [-0.2, 0.5, 0.1, 0, -0.7],
    [0.01, 0.1, -0.04, 0.1, 0.1],
  ];
  /** Parameters after three steps with these gradients. */
  const steps = (optimiser: Optimiser) => {
    let params = toArrays(start);
    let state = toArrays(optimiser.init(start));
    for (const g of gradients) {
      const slopes = { w: np.array(g.slice(0, 4)).reshape([2, 2]), b: [np.array(g[4])] };
      [params, state] = optimiser.update(slopes, state, params);
    }
    return [...(params.w.reshape([4]).js() as number[]), params.b[0].js() as number];
  };
  const begin = [1, -2, 3, 4, 0.5];
  const close = (found: number[], expected: number[]) =>
    found.forEach((value, i) => {
      expect(Math.abs(value - expected[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected[i])));
    });

  it("sgd with momentum and a schedule", () => {
    const schedule: Schedule = (t) => t.add(1).mul(0.5);
    const p = [...begin];
    const v = Array(5).fill(0);
    gradients.forEach((g, t) => {
      g.forEach((slope, i) => {
        v[i] = 0.9 * v[i] + slope;
        p[i] -= 0.1 * 0.5 * (t + 1) * v[i];
      });
    });
    close(steps(sgd({ learningRate: 0.1, momentum: 0.9, schedule })), p);
  });

  it("adam with a schedule", () => {
    const schedule: Schedule = (t) => t.add(1).mul(0.5);
    const p = [...begin];
    const m = Array(5).fill(0);
    const v = Array(5).fill(0);
    gradients.forEach((g, t) => {
      g.forEach((slope, i) => {
        m[i] = 0.8 * m[i] + 0.2 * slope;
        v[i] = 0.9 * v[i] + 0.1 * slope ** 2;
        const change = m[i] / (1 - 0.8 ** (t + 1)) / (Math.sqrt(v[i] / (1 - 0.9 ** (t + 1))) + 1e-8);
        p[i] -= 0.01 * 0.5 * (t + 1) * change;
      });
    });
    close(steps(adam({ learningRate: 0.01, b1: 0.8, b2: 0.9, schedule })), p);
  });

  it("clipping, of long gradients and not of short ones", () => {
    const p = [...begin];
    for (const g of gradients) {
      const norm = Math.hypot(...g);
      g.forEach((slope, i) => {
        p[i] -= 0.1 * slope * Math.min(1, 0.9 / norm);
      });
    }
    // Norms of 8.3, .9 and .2.
    close(steps(chain(clipByGlobalNorm(0.9), sgd({ learningRate: 0.1 }))), p);
  });

  it("decoupled weight decay, with a schedule", () => {
    const p = [...begin];
    gradients.forEach((g, t) => {
      g.forEach((slope, i) => {
        p[i] = p[i] - 0.1 * slope - 0.02 * 0.5 ** t * p[i];
      });
    });
    const schedule = schedules.exponentialDecay({ rate: 0.5, over: 1 });
    close(steps(chain(weightDecay({ rate: 0.02, schedule }), sgd({ learningRate: 0.1 }))), p);
  });

  it("a chain of one is that one", () => {
    expect(steps(chain(sgd({ learningRate: 0.1 })))).toEqual(steps(sgd({ learningRate: 0.1 })));
  });
});

describe("schedules", () => {
  it.each<[string, Schedule, (t: number) => number]>([
    ["constant", schedules.constant(), () => 1],
    ["exponentialDecay", schedules.exponentialDecay({ rate: 0.5, over: 10 }), (t) => 0.5 ** (t / 10)],
    [
      "cosine",
      schedules.cosine({ over: 20, to: 0.1 }),
      (t) => 0.1 + 0.45 * (1 + Math.cos((Math.PI * Math.min(t, 20)) / 20)),
    ],
    [
      "warmup",
      schedules.warmup({ over: 4, after: schedules.exponentialDecay({ rate: 0.5, over: 1 }) }),
      (t) => (t < 4 ? (t + 1) / 4 : 0.5 ** (t - 4)),
    ],
  ])("%s follows its formula", (_name, schedule, f) => {
    const compiled = jit(schedule);
    for (const t of [0, 1, 3, 4, 7, 20, 30])
      expect(Math.abs((compiled(np.array(t)).js() as unknown as number) - f(t))).toBeLessThan(1e-5);
  });
});

it("options out of range are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => adam({ learningRate: 0 }), "adam: learningRate must be above 0, got 0"],
    [() => sgd({ learningRate: Number.NaN }), "sgd: learningRate must be above 0, got NaN"],
    [() => sgd({ learningRate: 1, momentum: 1 }), "sgd: momentum must be in [0, 1), got 1"],
    [() => clipByGlobalNorm(0), "clipByGlobalNorm: limit must be above 0, got 0"],
    [() => weightDecay({ rate: 1 }), "weightDecay: rate must be in [0, 1), got 1"],
    [
      () => schedules.exponentialDecay({ rate: 0, over: 1 }),
      "exponentialDecay: rate must be in (0, 1], got 0",
    ],
    [
      () => schedules.exponentialDecay({ rate: 1, over: 0 }),
      "exponentialDecay: over must be a number of steps above 0, got 0",
    ],
    [() => schedules.cosine({ over: 10, to: 2 }), "cosine: to must be in [0, 1], got 2"],
    [() => schedules.cosine({ over: 0 }), "cosine: over must be a number of steps above 0, got 0"],
    [() => schedules.warmup({ over: -1 }), "warmup: over must be a number of steps above 0, got -1"],
  ];
  for (const [make, message] of refused) expect(make).toThrow(message);
});

const toRef = ({ w, b }: Params): Params => ({ w: w.ref, b: [b[0].ref] });

async function run(engine: Engine, step: Step, state: Tensors, T: number): Promise<[Tensors, Tensors]> {
  const ticks = (shape: number[]): Tensor => ({ data: new Float32Array(shape[0] ?? 1), shape });
  const program = await engine.compile(step, { state, batch: ticks([]) });
  const found = await program.run(state, ticks([T]));
  await program.dispose();
  return found;
}
