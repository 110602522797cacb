import { lax } from "@jax-js/jax";
import type { Net } from "../types.ts";
import { type ConvOptions, convolution } from "./convolution.ts";

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
export function convTranspose(options: ConvOptions): Net {
  return convolution("convTranspose", options, {
    size: (n, window, stride, padding) => (n - 1) * stride + window - 2 * padding,
    refusal: (_, shape, padding) =>
      `padding must leave something of the rows, got [${shape.join(", ")}] and padding ${padding.join(", ")}`,
    inputs: (C, window, stride) => window.reduce((product, n, i) => (product * n) / stride[i], C),
    weights: (C, channels, window) => [C, channels, ...window],
    apply: (x, w, stride, padding) => lax.convTranspose(x, w, stride, padding, { transposeKernel: true }),
  });
}
