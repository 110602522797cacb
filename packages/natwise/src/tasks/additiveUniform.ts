import { random } from "../rows/random.ts";
import { streams } from "../rows/streams.ts";
import type { Task } from "../types.ts";

/**
 * A uniform number with uniform noise: x uniform on (0, 1), y = x + e, e uniform on (-noise, noise).
 *
 *   I = noise - log(2 noise)   for noise <= 1/2,   else 1 / (4 noise)
 *
 * The density of pairs is discontinuous at its edges. `logRatio` of an impossible pair is -Infinity.
 *
 * @param noise half the width of the noise
 * @throws RangeError for noise that is not above 0: y would determine x, with infinite information
 * @see czyz2023beyond
 */
export function additiveUniform({ noise }: { readonly noise: number }): Task {
  if (!(noise > 0 && noise < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `additiveUniform: noise must be above 0, got ${noise}; without noise the information is infinite`,
    );
  }
  return {
    id: `additive-uniform-noise${noise}`,
    nats: noise <= 0.5 ? noise - Math.log(2 * noise) : 1 / (4 * noise),
    dims: { x: 1, y: 1 },
    sample(n, seed, ...stream) {
      const { uniform } = random(seed, streams.additiveUniform, ...stream);
      const x = Float64Array.from({ length: n }, uniform);
      const y = x.map((value) => value + noise * (2 * uniform() - 1));
      return { x: { data: x, n, d: 1 }, y: { data: y, n, d: 1 } };
    },
    logRatio(left, right) {
      const [x, y] = [left[0], right[0]];
      if (!(x >= 0 && x <= 1 && Math.abs(y - x) <= noise)) return Number.NEGATIVE_INFINITY;
      // p(y|x) is 1 / (2 noise); p(y) is that times the length of the interval of x with y within the noise.
      return -Math.log(Math.min(1, y + noise) - Math.max(0, y - noise));
    },
  };
}
