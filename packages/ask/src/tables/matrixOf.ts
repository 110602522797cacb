import type { Matrix } from "natwise";
import type { Encoded } from "./encodeColumns.ts";

/** Encoded columns as the library's parts take them. */
export const matrixOf = ({ data, shape: [n, d] }: Pick<Encoded, "data" | "shape">): Matrix => ({
  data,
  n,
  d,
});
