import type { Matrix } from "natwise";
import type { Encoded } from "./encodeColumns.ts";

/** Encoded columns as a matrix of the library. */
export const matrixOf = ({
  data,
  shape: [n, d],
  categories,
}: Pick<Encoded, "data" | "shape" | "categories">): Matrix => ({ data, n, d, categories });
