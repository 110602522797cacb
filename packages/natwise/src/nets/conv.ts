import { lax } from "@jax-js/jax";
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

/**
 * A convolution over one, two or three axes: [C, ...size] -> [channels, ...out].
 *
 *   y_o[p] = b_o + sum_{c, q} w_oc[q] x_c[stride p + q - padding],   w [channels, C, ...window], b [channels]
 *   out = floor((size + 2 padding - window) / stride) + 1
 *
 * As in other libraries, the window is not turned round. Weights begin uniform with variance gain / (C window), b at
 * zero.
 *
 * @throws TypeError for rows without a channel axis and one to three others, or smaller than the window; RangeError for
 *   options out of range
 * @see he2015delving
 */
export function conv({ channels, window, stride = 1, padding = 0, gain = 2 }: ConvOptions): Net {
  if (!(Number.isInteger(channels) && channels > 0))
    throw new RangeError(`conv: channels must be a whole number above 0, got ${channels}`);
  if (!(gain >= 0)) throw new RangeError(`conv: gain must be 0 or more, got ${gain}`);
  return {
    name: "conv",
    init(seed, shape) {
      const [C, ...size] = shape;
      if (!(size.length >= 1 && size.length <= 3))
        throw new TypeError(
          `conv: rows must be [channels, ...size] with one to three axes of size, got [${shape.join(", ")}]; put reshape() before it`,
        );
      const k = perAxis("conv: window", window, size.length, 1);
      const s = perAxis("conv: stride", stride, size.length, 1);
      const p = perAxis("conv: padding", padding, size.length, 0);
      const out = size.map((n, i) => Math.floor((n + 2 * p[i] - k[i]) / s[i]) + 1);
      if (!out.every((n) => n > 0))
        throw new TypeError(
          `conv: rows must be at least as large as the window [${k.join(", ")}], got [${shape.join(", ")}] and padding ${p.join(", ")}`,
        );
      const inputs = k.reduce((product, n) => product * n, C);
      return {
        params: {
          w: heUniform(random(seed, streams.netWeights), inputs, gain, [channels, C, ...k]),
          b: filled(0, [channels, ...size.map(() => 1)]),
        },
        state: {},
        shape: [channels, ...out],
        noise: {},
      };
    },
    apply({ w, b }: Params, state, x) {
      const axes = x.ndim - 2;
      const s = perAxis("conv: stride", stride, axes, 1);
      const p = perAxis("conv: padding", padding, axes, 0);
      const y = lax.convGeneralDilated(
        x,
        w,
        [...s],
        p.map((n) => [n, n]),
      );
      return [y.add(b), state];
    },
  };
}
