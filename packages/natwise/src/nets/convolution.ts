import type { numpy as np } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Net, Params } from "../types.ts";
import { heUniform } from "./heUniform.ts";
import { perAxis } from "./perAxis.ts";

export interface ConvOptions {
  /** Channels of the values. */
  readonly channels: number;
  /** Size of the window, of all axes or of each. */
  readonly window: number | readonly number[];
  readonly stride?: number | readonly number[];
  /** Zeros before and after each axis. */
  readonly padding?: number | readonly number[];
  /** 2 before a ReLU, 1 before no activation, 0 for values that begin at zero. */
  readonly gain?: number;
}

/** What differs between a convolution and its transpose. C is the number of channels of the rows. */
export interface Convolution {
  /** The size of an axis of the values. */
  size(n: number, window: number, stride: number, padding: number): number;
  /** The error for an axis of the values with a size below 1. */
  refusal(window: readonly number[], shape: readonly number[], padding: readonly number[]): string;
  /** Products that meet in one value. */
  inputs(C: number, window: readonly number[], stride: readonly number[]): number;
  weights(C: number, channels: number, window: readonly number[]): number[];
  /** The values without b. */
  apply(x: np.Array, w: np.Array, stride: number[], padding: [number, number][]): np.Array;
}

/** The net of `conv` and of `convTranspose`: checks, initial weights, and b. */
export function convolution(
  name: string,
  { channels, window, stride = 1, padding = 0, gain = 2 }: ConvOptions,
  kind: Convolution,
): Net {
  if (!(Number.isInteger(channels) && channels > 0))
    throw new RangeError(`${name}: channels must be a whole number above 0, got ${channels}`);
  if (!(gain >= 0)) throw new RangeError(`${name}: gain must be 0 or more, got ${gain}`);
  return {
    name,
    init(seed, shape) {
      const [C, ...size] = shape;
      if (!(size.length >= 1 && size.length <= 3))
        throw new TypeError(
          `${name}: rows must be [channels, ...size] with one to three axes of size, got [${shape.join(", ")}]; put reshape() before it`,
        );
      const k = perAxis(`${name}: window`, window, size.length, 1);
      const s = perAxis(`${name}: stride`, stride, size.length, 1);
      const p = perAxis(`${name}: padding`, padding, size.length, 0);
      const out = size.map((n, i) => kind.size(n, k[i], s[i], p[i]));
      if (!out.every((n) => n > 0)) throw new TypeError(`${name}: ${kind.refusal(k, shape, p)}`);
      return {
        params: {
          w: heUniform(
            random(seed, streams.netWeights),
            kind.inputs(C, k, s),
            gain,
            kind.weights(C, channels, k),
          ),
          b: filled(0, [channels, ...size.map(() => 1)]),
        },
        state: {},
        shape: [channels, ...out],
        noise: {},
      };
    },
    apply({ w, b }: Params, state, x) {
      const axes = x.ndim - 2;
      const s = perAxis(`${name}: stride`, stride, axes, 1);
      const p = perAxis(`${name}: padding`, padding, axes, 0);
      const y = kind.apply(
        x,
        w,
        [...s],
        p.map((n) => [n, n]),
      );
      return [y.add(b), state];
    },
  };
}
