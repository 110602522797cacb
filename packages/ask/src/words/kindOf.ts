import type { Guarantee } from "natwise";

/** Whether an estimate is a lower bound, an upper bound or neither. */
export function kindOf({ guarantee }: { readonly guarantee: Guarantee }): string {
  return {
    lower: "lower bound: on average at most the truth",
    upper: "upper bound: on average at least the truth",
    none: "not a bound: may be too high or too low",
  }[guarantee];
}
