import { mean } from "./mean.ts";

/** The variance of values, with the divisor N - 1. */
export function variance(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - middle) ** 2;
  return sum / (values.length - 1);
}
