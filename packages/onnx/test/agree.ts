import { init, numpy as np, tree } from "@jax-js/jax";
import { expect } from "vitest";
import { toOnnx } from "../src/toOnnx.ts";
import { dtypeOfData } from "../src/tree.ts";
import type { Tensor, TypedArray } from "../src/types.ts";
import { runModel } from "./session.ts";

/** Numbers in [-2, 2), the same on every machine. */
export const random = (shape: readonly number[], seed = 1): Tensor => {
  let state = seed * 2654435761;
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: size }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state >>> 8) / 2 ** 24) * 4 - 2;
  });
  return { data, shape };
};

export const tensor = (data: TypedArray | number[], shape = [data.length]): Tensor => ({
  data: Array.isArray(data) ? Float32Array.from(data) : data,
  shape,
});

export const ints = (shape: readonly number[], low: number, high: number, seed = 1): Tensor => ({
  data: Int32Array.from(random(shape, seed).data, (u) => low + Math.floor(((u + 2) / 4) * (high - low))),
  shape,
});

// jax-js tests every typed array against Float16Array, which Node 20 does not have.
(globalThis as { Float16Array?: unknown }).Float16Array ??= class {};

/** A tensor as a jax-js array. */
export const toArray = ({ data, shape }: Tensor): np.Array => {
  const dtype = dtypeOfData(data) as np.DType;
  if (data.length === 0) return np.zeros([...shape], { dtype });
  const source = dtype === "bool" ? Int32Array.from(data) : data;
  return np.array(source as Float32Array<ArrayBuffer>, { shape: [...shape], dtype });
};

/** What jax-js itself computes, on Wasm, without jit. */
// biome-ignore lint/suspicious/noExplicitAny: functions of any arrays
export const reference = async (fn: (...args: any[]) => any, args: readonly Tensor[]): Promise<Tensor[]> => {
  await init("wasm");
  const [leaves] = tree.flatten(fn(...args.map(toArray))) as unknown as [np.Array[]];
  return Promise.all(
    leaves.map(async (leaf) => {
      const { shape, dtype } = leaf;
      const data = await leaf.data();
      return { shape, data: (dtype === "bool" ? Uint8Array.from(data) : data) as TypedArray };
    }),
  );
};

/** Expects ONNX Runtime's results to be jax-js's: shapes, element types, and values up to `tolerance`, NaN for NaN. */
export const expectAgreement = async (
  // biome-ignore lint/suspicious/noExplicitAny: functions of any arrays
  fn: (...args: any[]) => any,
  args: readonly Tensor[],
  tolerance = 2e-5,
): Promise<void> => {
  const [expected, bytes] = [await reference(fn, args), await toOnnx(fn, args)];
  const actual = await runModel(bytes, args);
  expect(actual.length).toBe(expected.length);
  for (const [i, { data, shape }] of expected.entries()) {
    expect(actual[i].shape).toEqual(shape);
    expect(dtypeOfData(actual[i].data)).toBe(dtypeOfData(data));
    for (let k = 0; k < data.length; k++) {
      const [a, e] = [Number(actual[i].data[k]), Number(data[k])];
      const close = Object.is(a, e) || a === e || Math.abs(a - e) <= tolerance * (1 + Math.abs(e));
      if (!close) expect.fail(`output ${i}, element ${k}: jax-js ${e}, ONNX ${a}`);
    }
  }
};
