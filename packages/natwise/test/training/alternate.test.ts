import { lax, numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import { jaxEngine, toArrays } from "../../src/engine/jaxEngine.ts";
import { adam } from "../../src/optimisers/adam.ts";
import { sgd } from "../../src/optimisers/sgd.ts";
import { type Alternate, type AlternateState, alternate } from "../../src/training/alternate.ts";
import type { Params, Player, Tensor, Tensors } from "../../src/types.ts";

const engine = await jaxEngine();
const whole = sgd({ learningRate: 1 });
const scalar = (value: number): Tensor => ({ data: Float32Array.of(value), shape: [] });
const plain = (array: Params) => array.js() as number;

/** Group `params` moves all the way to where `to` says the others want it. */
const goesTo = (params: string, to: (others: Params) => np.Array, rest: Partial<Player> = {}): Player => ({
  params,
  objective: (all, state, batch) => {
    batch.dispose();
    const off = all[params].sub(to(all));
    return [np.square(off.ref).mul(0.5), { state: { seen: state.seen.add(1) }, metrics: off }];
  },
  optimiser: whole,
  direction: "minimise",
  ...rest,
});

/** Steps of a game from a = 0, b = 3: a and b after each, what was reported, and the state. */
async function play(players: Player[], T: number) {
  const game = alternate(players);
  const state = game.init({ a: scalar(0), b: scalar(3) }, { seen: scalar(0) });
  const program = await engine.compile(game.step, { state, batch: scalar(0) });
  const steps = [];
  let now: Tensors = state;
  for (let t = 0; t < T; t++) {
    const [next, metrics] = await program.run(now, { data: new Float32Array(1), shape: [1] });
    now = next;
    const { params, state } = next as AlternateState<Tensor>;
    const values = metrics as Record<string, Tensor>;
    steps.push({
      a: params.a.data[0],
      b: params.b.data[0],
      seen: (state as unknown as { seen: Tensor }).seen.data[0],
      metrics: Object.values(values).map(({ data }) => data[0]),
    });
  }
  return steps;
}

describe("alternate", () => {
  it("lets players act one after the other, each on what the one before left", async () => {
    const players = [goesTo("a", ({ b }) => b.ref), goesTo("b", ({ a }) => a.ref.mul(2))];
    // a goes to b = 3, then b to 2 a = 6; the gradient of b's objective does not move a, nor a's b.
    expect(await play(players, 2)).toEqual([
      { a: 3, b: 6, seen: 2, metrics: [-3, -3] },
      { a: 6, b: 12, seen: 4, metrics: [-3, -6] },
    ]);
  });

  it("lets a player with every: n act in steps n, 2n, ..., and leaves everything else in the others", async () => {
    const players = [
      goesTo("a", ({ a }) => lax.stopGradient(a.ref).add(1)),
      goesTo("b", ({ a }) => a.ref.mul(10), { every: 3, optimiser: adam({ learningRate: 1 }) }),
    ];
    const steps = await play(players, 6);
    expect(steps.map(({ a }) => a)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(steps.map(({ seen }) => seen)).toEqual([1, 2, 4, 5, 6, 8]);
    const b = steps.map(({ b }) => b);
    // Adam's first step is its learning rate whatever the gradient: a count of three would have made it another.
    expect(b.slice(0, 2)).toEqual([3, 3]);
    expect(b[2]).toBeCloseTo(4, 3);
    expect(b.slice(3, 5)).toEqual([b[2], b[2]]);
    expect(b[5]).toBeGreaterThan(b[2] + 0.5);
    // What it would follow is reported in every step.
    expect(steps.map(({ metrics }) => metrics[1])[1]).toBe(3 - 20);
  });

  it("climbs where a player maximises, as it descends the negative", async () => {
    const toMaximise = goesTo("a", ({ b }) => b.ref, { direction: "maximise" });
    const [{ a, b }] = await play([toMaximise], 1);
    // The gradient of (a - 3)^2 / 2 at 0 is -3. b has no player, and stays.
    expect([a, b]).toEqual([-3, 3]);
  });

  it("hands on batch and data to each, and returns a parameter as a metric", async () => {
    const player = (params: string): Player => ({
      params,
      objective: (all, state, { x }, { weight }) => [
        all[params].ref.mul(x).mul(weight).sum(),
        { state, metrics: all[params] },
      ],
      optimiser: whole,
      direction: "maximise",
    });
    const game = alternate([player("a"), player("b")]);
    const state = game.init({ a: scalar(1), b: scalar(2) });
    const example = { state, batch: { x: scalar(0) }, data: { weight: scalar(5) } };
    const program = await engine.compile(game.step, example);
    const batches = { x: { data: Float32Array.of(2, 3), shape: [2] } };
    const [last, metrics] = await program.run(state, batches);
    await program.dispose();
    const { params } = last as AlternateState<Tensor>;
    expect([params.a.data[0], params.b.data[0]]).toEqual([1 + 25, 2 + 25]);
    expect(Array.from((metrics as { a: Tensor }).a.data)).toEqual([1, 11]);
  });

  it("follows the right gradient of a mean of a slice when compiled", async () => {
    const player: Player = {
      params: "a",
      objective: (all, state, batch) => {
        batch.dispose();
        return [all.a.slice([0, 2]).mean(), { state, metrics: {} }];
      },
      optimiser: whole,
      direction: "minimise",
    };
    const game = alternate([player]);
    const state = game.init({ a: { data: new Float32Array(4), shape: [4] } });
    const program = await engine.compile(game.step, { state, batch: scalar(0) });
    const [last] = await program.run(state, { data: new Float32Array(1), shape: [1] });
    await program.dispose();
    expect(Array.from((last as AlternateState<Tensor>).params.a.data)).toEqual([-0.5, -0.5, 0, 0]);
  });

  it("takes the same step uncompiled, and consumes its arguments", () => {
    const game = alternate([goesTo("a", ({ b }) => b), goesTo("b", ({ a }) => a, { every: 2 })]);
    const state = toArrays(game.init({ a: scalar(0), b: scalar(3) }, { seen: scalar(0) }));
    const batch = np.array(0);
    const [next] = game.step(state, batch, {});
    expect([next.params.a, next.params.b, next.state.seen].map(plain)).toEqual([3, 3, 1]);
    for (const array of [batch, state.params.a, state.params.b, state.state.seen, state.waited.b])
      expect(() => array.add(1)).toThrow("freed");
  });

  it("refuses games that cannot be played", () => {
    const a = goesTo("a", ({ b }) => b.ref);
    expect(() => alternate([])).toThrow("alternate: needs at least one player, got none");
    expect(() => alternate([a, a])).toThrow(
      "alternate: every player must have a group of parameters of its own, got a, a",
    );
    expect(() => alternate([{ ...a, every: 0 }])).toThrow(
      "alternate: every must be a whole number above 0, got 0 for a",
    );
    for (const direction of ["minimize", undefined] as never[])
      expect(() => alternate([{ ...a, direction }])).toThrow(
        `alternate: direction must be maximise or minimise, got ${direction} for a`,
      );
    expect(() => alternate([goesTo("toString", ({ b }) => b.ref)]).init({ b: scalar(0) })).toThrow(
      "alternate: parameters must be given for toString, got b",
    );
    expect(() => alternate([a]).init({ b: scalar(0) })).toThrow(
      "alternate: parameters must be given for a, got b",
    );
    const first =
      ({ init, step }: Alternate, a: Tensors) =>
      () =>
        step(
          toArrays(init({ a, b: scalar(1) }, { seen: scalar(0), last: scalar(0) }) as never),
          np.array(0),
          {},
        );
    expect(first(alternate([a]), {})).toThrow("alternate: a player must have parameters, got none for a");
    expect(first(alternate([a]), scalar(1))).toThrow(
      /^alternate: the objective of a must return the state in its own structure .*last.*, got .*seen/,
    );
  });
});
