import { lax } from "@jax-js/jax";
import type { Net } from "../types.ts";
import { type ConvOptions, convolution } from "./convolution.ts";

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
export function conv(options: ConvOptions): Net {
  return convolution("conv", options, {
    size: (n, window, stride, padding) => Math.floor((n + 2 * padding - window) / stride) + 1,
    refusal: (window, shape, padding) =>
      `rows must be at least as large as the window [${window.join(", ")}], got [${shape.join(", ")}] and padding ${padding.join(", ")}`,
    inputs: (C, window) => window.reduce((product, n) => product * n, C),
    weights: (C, channels, window) => [channels, C, ...window],
    apply: (x, w, stride, padding) => lax.convGeneralDilated(x, w, stride, padding),
  });
}
