import { lax } from "@jax-js/jax";
import { filled } from "../engine/filled.ts";
import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Net, Params } from "../types.ts";
import type { ConvOptions } from "./conv.ts";
import { heUniform } from "./heUniform.ts";
import { perAxis } from "./perAxis.ts";

/**
 * A transposed convolution over one, two or three axes: [C, ...size] -> [channels, ...out].
 *
 *   y_o[stride p + q - padding] = b_o + sum over all p, q that lead there, and c, of w_co[q] x_c[p]
 *   out = (size - 1) stride + window - 2 padding,   w [C, channels, ...window], b [channels]
 *
 * Without b it is the adjoint of the convolution with the same weights, stride and padding: <conv(u), x> = <u, y>.
 * Weights begin uniform with variance gain stride / (C window): that many products meet in one value.
 *
 * @throws TypeError for rows without a channel axis and one to three others, or of which padding leaves nothing;
 *   RangeError for options out of range
 * @see dumoulin2016guide
 */
export function convTranspose({ channels, window, stride = 1, padding = 0, gain = 2 }: ConvOptions): Net {
  if (!(Number.isInteger(channels) && channels > 0))
    throw new RangeError(`convTranspose: channels must be a whole number above 0, got ${channels}`);
  if (!(gain >= 0)) throw new RangeError(`convTranspose: gain must be 0 or more, got ${gain}`);
  return {
    name: "convTranspose",
    init(seed, shape) {
      const [C, ...size] = shape;
      if (!(size.length >= 1 && size.length <= 3))
        throw new TypeError(
          `convTranspose: rows must be [channels, ...size] with one to three axes of size, got [${shape.join(", ")}]; put reshape() before it`,
        );
      const k = perAxis("convTranspose: window", window, size.length, 1);
      const s = perAxis("convTranspose: stride", stride, size.length, 1);
      const p = perAxis("convTranspose: padding", padding, size.length, 0);
      const out = size.map((n, i) => (n - 1) * s[i] + k[i] - 2 * p[i]);
      if (!out.every((n) => n > 0))
        throw new TypeError(
          `convTranspose: padding must leave something of the rows, got [${shape.join(", ")}] and padding ${p.join(", ")}`,
        );
      const inputs = k.reduce((product, n, i) => (product * n) / s[i], C);
      return {
        params: {
          w: heUniform(random(seed, streams.netWeights), inputs, gain, [C, channels, ...k]),
          b: filled(0, [channels, ...size.map(() => 1)]),
        },
        state: {},
        shape: [channels, ...out],
        noise: {},
      };
    },
    apply({ w, b }: Params, state, x) {
      const axes = x.ndim - 2;
      const s = perAxis("convTranspose: stride", stride, axes, 1);
      const p = perAxis("convTranspose: padding", padding, axes, 0);
      const pads = p.map((n): [number, number] => [n, n]);
      const y = lax.convTranspose(x, w, [...s], pads, { transposeKernel: true });
      return [y.add(b), state];
    },
  };
}
