import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";

/**
 * Initial parameters of a mixture of C normals in d dimensions, row-major [C, 1 + 2 d], in the form of
 * `mixtureLogDensity`: equal weights, and together about the standard normal. Means are drawn with variance 1/2, which
 * is also the components' variance. Components with equal means would have equal gradients and stay equal.
 *
 * @throws RangeError for a number of components that is not a whole number above 0
 */
export function mixtureStart(components: number, d: number, seed: number): Float32Array<ArrayBuffer> {
  if (!(Number.isInteger(components) && components >= 1))
    throw new RangeError(`mixture: components must be a whole number above 0, got ${components}`);
  const { normal } = random(seed, streams.mixtureStart);
  const half = Math.SQRT1_2;
  return Float32Array.from({ length: components * (1 + 2 * d) }, (_, i) => {
    const j = i % (1 + 2 * d);
    if (j === 0) return 0;
    return j <= d ? half * normal() : Math.log(half);
  });
}
