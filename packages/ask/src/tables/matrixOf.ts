import type { Matrix } from "natwise";
import type { Encoded } from "./encodeColumns.ts";

/** Encoded columns as a matrix of the library. */
export const matrixOf = ({ data, shape: [n, d] }: Pick<Encoded, "data" | "shape">): Matrix => ({
  data,
  n,
  d,
});
