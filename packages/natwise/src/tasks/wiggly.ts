import { elementwise } from "./elementwise.ts";
import type { RowMap } from "./rowMap.ts";
import { solveIncreasing } from "./solveIncreasing.ts";

export interface Wave {
  readonly amplitude: number;
  readonly frequency: number;
  readonly phase?: number;
}

/**
 * Maps every coordinate v -> v + sum_k a_k sin(w_k v + phi_k).
 *
 * @throws RangeError unless sum_k |a_k w_k| is below 1, so that the map is increasing
 * @see czyz2023beyond
 */
export function wiggly(waves: readonly Wave[]): RowMap {
  const steepest = waves.reduce((sum, { amplitude, frequency }) => sum + Math.abs(amplitude * frequency), 0);
  if (!(steepest < 1)) {
    throw new RangeError(
      `wiggly: amplitudes times frequencies must add up to less than 1 for a one-to-one map, got ${steepest}`,
    );
  }
  const reach = waves.reduce((sum, { amplitude }) => sum + Math.abs(amplitude), 0);
  const apply = (v: number) =>
    waves.reduce(
      (sum, { amplitude, frequency, phase = 0 }) => sum + amplitude * Math.sin(frequency * v + phase),
      v,
    );
  return elementwise({
    id: "wiggly",
    apply,
    inverse: (v) => solveIncreasing(apply, v, v - reach, v + reach),
  });
}
