import { describe, expect, it } from "vitest";
import type { Evaluator, Trained } from "../../src/training/evaluator.ts";
import { type FoldTraining, fitFold } from "../../src/training/fitFold.ts";
import type { TrainState } from "../../src/training/trainer.ts";
import type { Program, Tensor, Tensors } from "../../src/types.ts";

const scalar = (value: number): Tensor => ({ data: Float32Array.of(value), shape: [1] });
const stateOf = (w: number) => ({ params: scalar(w), term: {}, optimiser: {} }) as TrainState<Tensors>;
const wOf = ({ params }: Trained) => (params as Tensor).data[0];

/** A program whose only parameter counts the steps; a batch's value is 0. */
const counting: Program = {
  async run(state, batches) {
    const T = (batches as { x: Tensor }).x.shape[0];
    const { params } = state as TrainState<Tensors>;
    return [stateOf((params as Tensor).data[0] + T), { data: new Float32Array(T), shape: [T] }];
  },
  async dispose() {},
};

/** The value of a parameter w by `value`, its negative as the objective, and w for every row. */
const evaluating = (value: (w: number) => number): Evaluator => ({
  K: 2,
  async value(trained, _rows, { local } = {}) {
    local?.fill(wOf(trained));
    return { value: value(wOf(trained)), objective: -value(wOf(trained)) };
  },
  async dispose() {},
});

const fit = (value: (w: number) => number, options: Partial<FoldTraining> = {}) =>
  fitFold({
    ...{ name: "B", index: 0, seed: 1, K: 2, start: stateOf(0), fitted: false, program: counting },
    fold: { train: Int32Array.of(0, 1, 2, 3), validation: Int32Array.of(4), test: Int32Array.of(5, 6) },
    guide: evaluating(value),
    judge: evaluating(value),
    criterion: "value",
    schedule: { steps: 100, every: 10, patience: 2, averaged: 1 },
    failed: new AbortController().signal,
    onLook() {},
    ...options,
  });

describe("fitFold", () => {
  it("keeps the critic that did best on the validation rows, and stops two looks later", async () => {
    const found = await fit((w) => 1 - Math.abs(w - 30));
    expect(wOf(found.trained)).toBe(30);
    expect(found).toMatchObject({
      heldOut: 1,
      train: 1,
      steps: 50,
      stopped: true,
      learned: true,
      begun: null,
    });
    expect([...found.local]).toEqual([30, 30]);
    expect(found.curve.map(({ step, validation }) => [step, validation])).toEqual([
      [10, -19],
      [20, -9],
      [30, 1],
      [40, -9],
      [50, -19],
    ]);
  });

  it("judges by the objective where it is asked to", async () => {
    expect(wOf((await fit((w) => w, { criterion: "objective" })).trained)).toBe(0);
  });

  it("judges the average of the last looks", async () => {
    const schedule = { steps: 30, every: 10, patience: 2, averaged: 2 };
    expect(wOf((await fit((w) => w, { schedule })).trained)).toBe(25);
  });

  it("keeps the critic it starts with where no step is better", async () => {
    const found = await fit((w) => -w, { fitted: true });
    expect(wOf(found.trained)).toBe(0);
    expect(found).toMatchObject({ learned: false, begun: null });
  });

  it("evaluates a start that was fitted, where training improved on it", async () => {
    expect((await fit((w) => w + 1, { fitted: true })).begun).toBe(1);
  });

  it("refuses training that diverges before anything is learned, and else keeps what was", async () => {
    await expect(fit((w) => (w > 0 ? Number.NaN : 0))).rejects.toThrow(
      "B: training diverged within 10 steps; use a smaller learning rate",
    );
    const found = await fit((w) => (w > 20 ? Number.POSITIVE_INFINITY : w));
    expect(found).toMatchObject({ diverged: true, heldOut: 20 });
  });

  it("ends with the error of another fold that failed", async () => {
    const failure = new AbortController();
    const onLook = () => failure.abort(new Error("out of memory"));
    const running = fit((w) => w, { failed: failure.signal, onLook });
    await expect(running).rejects.toThrow("out of memory");
  });

  it("ends early when asked to, unless nothing is done yet", async () => {
    const controller = new AbortController();
    const stop = { endEarly: controller.signal, onLook: () => controller.abort(new Error("stopped")) };
    expect(await fit((w) => w, stop)).toMatchObject({ steps: 10, stopped: false, heldOut: 10 });
    await expect(fit((w) => w, stop)).rejects.toThrow("stopped");
  });

  it("reports the share of the steps, and 1 when it stops before the last", async () => {
    const shares: number[] = [];
    await fit((w) => -Math.abs(w - 10), { onLook: (done) => shares.push(done) });
    expect(shares).toEqual([0.1, 0.2, 1]);
  });
});
