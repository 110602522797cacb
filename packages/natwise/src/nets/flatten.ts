import type { Net } from "../types.ts";
import { stateless } from "./stateless.ts";

/** Every row as one axis: [a, b, ...] -> [a b ...], the last index fastest. */
export function flatten(): Net {
  return stateless(
    "flatten",
    (x) => x.reshape([x.shape[0], -1]),
    (shape) => [shape.reduce((size, n) => size * n, 1)],
  );
}
